package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.simulator.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Credentials that are missing and an endpoint that does not give them are two troubles. */
class CredentialsTest {

  private static final String CONTAINER =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
  private static final Look LOOK = new Look(Wire.NAME, true, Set.of(), true, true, Set.of());

  private HttpServer broken;

  @BeforeEach
  void start() throws IOException {
    broken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    broken.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    broken.start();
  }

  @AfterEach
  void stop() {
    broken.stop(0);
    System.clearProperty(CONTAINER);
  }

  @Test
  void aContainersEndpointThatIsDownIsToldAsThat() {
    System.setProperty(CONTAINER, endpoint() + "/credentials");
    broken.stop(0);
    assertEndpoint(ContainerCredentialsProvider.builder().build(), "container's");
    assertEndpoint(chain(ContainerCredentialsProvider.builder().build()), "container's");
  }

  @Test
  void aContainersEndpointThatAnswersWithAnErrorIsToldAsThat() {
    System.setProperty(CONTAINER, endpoint() + "/credentials");
    assertEndpoint(chain(ContainerCredentialsProvider.builder().build()), "container's");
  }

  @Test
  void anInstancesEndpointThatIsDownIsToldAsThat() {
    assertEndpoint(
        InstanceProfileCredentialsProvider.builder().endpoint(endpoint()).build(), "instance's");
  }

  @Test
  void credentialsThatAreNowhereAreMissing() {
    Fault fault = fault(chain(ContainerCredentialsProvider.builder().build()));
    assertThat(fault.kind()).isEqualTo(Fault.Kind.CREDENTIALS);
    assertThat(fault.message()).contains("are missing").contains("spring.cloud.aws.credentials");
  }

  private static AwsCredentialsProvider chain(AwsCredentialsProvider last) {
    return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(), last);
  }

  private String endpoint() {
    return "http://127.0.0.1:" + broken.getAddress().getPort();
  }

  private static void assertEndpoint(AwsCredentialsProvider credentials, String whose) {
    Fault fault = fault(credentials);
    assertThat(fault.kind()).isEqualTo(Fault.Kind.CREDENTIALS);
    assertThat(fault.message())
        .contains(whose + " credentials endpoint")
        .contains("does not answer, so ecs:DescribeServices could not be called")
        .doesNotContain("missing");
  }

  private static Fault fault(AwsCredentialsProvider credentials) {
    try (TargetedEcs ecs =
        Ports.at(
            URI.create("http://127.0.0.1:1"),
            Ports.WITHOUT_ROLE,
            credentials,
            CallPolicy.READS,
            CallPolicy.WRITES,
            new SettableClock())) {
      return Wire.fault(() -> ecs.look(LOOK));
    }
  }
}

package io.ecsrecycler.security;

import static org.awaitility.Awaitility.await;

import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with everybody's tokens configured, and a recycle that has ended; started once. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "recycler.allowed-targets=mine/*,other-*/*",
      "recycler.security.requests-per-minute=1000000",
      "recycler.security.failed-logins-per-minute=1000000",
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
abstract class GuardedService {

  static final TestIssuer ISSUER = new TestIssuer();
  static final String OTHERS = "\"other-cluster\"";
  private static final SimulatorServer SIMULATOR = simulator();

  @LocalServerPort int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    Path data = directory();
    registry.add("recycler.data-dir", data::toString);
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
    Who.configure(registry, ISSUER);
  }

  private static SimulatorServer simulator() {
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 3, false);
    aws.seed(ServiceSeed.of("mine", "empty", 0));
    aws.seed(ServiceSeed.of("other-cluster", "empty", 0));
    aws.seed(ServiceSeed.of("forbidden", "empty", 0));
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("guarded");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void aRecycleOfEachClusterHasEnded() {
    if (ids("mine").isEmpty()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> ended("mine") && ended("other-cluster"));
    }
  }

  private boolean ended(String cluster) {
    if (ids(cluster).isEmpty()) {
      door().send("POST", "/recycles", admin(), body(cluster, "empty"));
    }
    return door().get("/recycles?cluster=" + cluster, admin()).body().contains("SUCCEEDED");
  }

  Door door() {
    return new Door(port);
  }

  static String body(String cluster, String service) {
    return "{\"cluster\": \"%s\", \"service\": \"%s\"}".formatted(cluster, service);
  }

  static String admin() {
    return "Bearer " + Who.token("admin");
  }

  /** The id of the cluster's recycle. */
  String id(String cluster) {
    return ids(cluster);
  }

  private String ids(String cluster) {
    return Door.json(door().get("/recycles?cluster=" + cluster, admin()))
        .path("content")
        .path(0)
        .path("id")
        .asString("");
  }
}

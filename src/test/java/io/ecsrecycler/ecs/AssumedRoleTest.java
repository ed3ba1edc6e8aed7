package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedRoles;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Sessions of a role are kept for as long as they are used, and not one more. */
class AssumedRoleTest {

  private final SettableClock clock = new SettableClock();
  private final SimulatedRoles roles = new SimulatedRoles();
  private SimulatorServer server;
  private StsClient sts;
  private AssumedRole role;

  @BeforeEach
  void start() throws IOException {
    server = SimulatorServer.start(List.of(new SimulatedAws(clock, 1, false)), roles, 0);
    sts =
        StsClient.builder()
            .endpointOverride(server.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    role =
        new AssumedRole(
            sts, new AwsTarget.Role("arn:aws:iam::123456789012:role/r", null), "usual", clock);
  }

  @AfterEach
  void stop() {
    role.close();
    sts.close();
    server.close();
  }

  @Test
  void aSessionThatIsUsedIsKeptAndOneThatIsNotIsForgotten() {
    use("used");
    use("unused");
    for (int minutes = 0; minutes < 60; minutes += 20) {
      clock.advance(Duration.ofMinutes(20));
      use("used");
    }
    assertThat(role.remembered()).isEqualTo(1);
    assertThat(roles.sessions()).hasSize(2);

    use("unused");
    assertThat(roles.sessions())
        .extracting(SimulatedRoles.Session::name)
        .containsExactly("used", "unused", "unused");
  }

  @Test
  void aSessionIsAssumedAnewBeforeItExpires() {
    roles.expireAt(Clock.systemUTC().instant().plusSeconds(30));
    use("short");
    roles.expireAt(Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    use("short");
    use("short");
    assertThat(roles.sessions())
        .extracting(SimulatedRoles.Session::name)
        .containsExactly("short", "short");
  }

  @Test
  void whoeverWasUsedLongestAgoGoesFirstWhenThereAreTooMany() {
    for (int i = 0; i < AssumedRole.MOST; i++) {
      use("session-" + i);
    }
    use("session-0");
    use("one-too-many");
    assertThat(role.remembered()).isEqualTo(AssumedRole.MOST);

    int assumed = roles.sessions().size();
    use("session-0");
    assertThat(roles.sessions()).hasSize(assumed);
    use("session-1");
    assertThat(roles.sessions()).hasSize(assumed + 1);
  }

  private void use(String session) {
    assertThat(new AwsSession(session).call(role::resolveCredentials).accessKeyId())
        .startsWith("ASIA");
  }
}

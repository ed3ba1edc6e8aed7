package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class StartModeTest {

  private static final String TOKEN = "recycler.security.tokens[0].sha256=ab";
  private static final String ISSUER = "recycler.security.oidc.issuer-uri=https://issuer.example";
  private static final String OPEN = StartMode.OPEN_PROPERTY + "=true";
  private static final String SIMULATOR = "spring.cloud.aws.endpoint=http://127.0.0.1:14566";
  private static final String LOOPBACK = "server.address=127.0.0.1";
  private static final String EVERYWHERE = "server.address=0.0.0.0";

  @Test
  void withoutALoginItDoesNotStartAndShowsHowToMakeOne() {
    WillNotStartException refused =
        catchThrowableOfType(
            WillNotStartException.class, () -> StartMode.of(environment(LOOPBACK)));
    FailureAnalysis analysis = Objects.requireNonNull(new WillNotStartAnalyzer().analyze(refused));
    assertThat(analysis.getAction())
        .contains("token --name me --role admin", "issuer-uri:", "--spring.profiles.active=demo")
        .contains("--recycler.security.open-to-everybody-who-can-reach-it=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, ISSUER})
  void withALoginItStartsWhereverItListens(String login) {
    assertThat(StartMode.of(environment(login, LOOPBACK))).isEqualTo(StartMode.GUARDED);
    assertThat(StartMode.of(environment(login, EVERYWHERE))).isEqualTo(StartMode.GUARDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void openTakesTheUglyPropertyAndLoopback(String address) {
    assertThat(StartMode.of(environment(OPEN, "server.address=" + address)))
        .isEqualTo(StartMode.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "", "no-such-host.invalid"})
  void openBeyondLoopbackItDoesNotStart(String address) {
    refused(OPEN, "server.address=" + address);
  }

  @Test
  void openWithItsActuatorBeyondLoopbackItDoesNotStart() {
    refused(OPEN, LOOPBACK, "management.server.port=9000");
    refused(OPEN, LOOPBACK, "management.server.port=9000", "management.server.address=0.0.0.0");
    assertThat(
            StartMode.of(
                environment(
                    OPEN,
                    LOOPBACK,
                    "management.server.port=9000",
                    "management.server.address=127.0.0.1")))
        .isEqualTo(StartMode.OPEN);
  }

  @Test
  void openAndGuardedAtOnceItDoesNotStart() {
    refused(OPEN, TOKEN, LOOPBACK);
  }

  @Test
  void theDemoNeedsNoLoginOnLoopbackWithTheSimulator() {
    assertThat(StartMode.of(demo(LOOPBACK, SIMULATOR))).isEqualTo(StartMode.DEMO);
    assertThat(StartMode.of(demo(LOOPBACK, SIMULATOR, TOKEN))).isEqualTo(StartMode.GUARDED);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, http://127.0.0.1:14566",
    "127.0.0.1, https://ecs.eu-west-1.amazonaws.com",
    "127.0.0.1, http://10.0.0.1:14566",
    "127.0.0.1, http://127.0.0.1@example.com/",
    "127.0.0.1, ''",
    "127.0.0.1, nonsense of a url"
  })
  void theDemoOfTheRealThingDoesNotStart(String address, String endpoint) {
    for (String login : new String[] {"x=y", TOKEN}) {
      assertThatExceptionOfType(WillNotStartException.class)
          .isThrownBy(() ->
              StartMode.of(
                  demo(
                      login,
                      "server.address=" + address,
                      "spring.cloud.aws.endpoint=" + endpoint)));
    }
  }

  @Test
  void beyondLoopbackTheActuatorHasAPortOfItsOwn() {
    MockEnvironment environment = environment(EVERYWHERE);
    assertThat(environment.getProperty("management.server.port")).isEqualTo("8081");
    assertThat(environment.getProperty("management.server.address")).isEqualTo("0.0.0.0");
    assertThat(
            environment(EVERYWHERE, "management.server.port=9000")
                .getProperty("management.server.port"))
        .isEqualTo("9000");
    assertThat(environment(LOOPBACK).getProperty("management.server.port")).isNull();
    refused(TOKEN, EVERYWHERE, "management.server.port=8080");
    refused(TOKEN, EVERYWHERE, "server.port=8081");
  }

  private static void refused(String... properties) {
    assertThatExceptionOfType(WillNotStartException.class)
        .isThrownBy(() -> StartMode.of(environment(properties)));
  }

  private static MockEnvironment demo(String... properties) {
    MockEnvironment environment = environment(properties);
    environment.setActiveProfiles("demo");
    return environment;
  }

  private static MockEnvironment environment(String... properties) {
    MockEnvironment environment = new MockEnvironment();
    Arrays.stream(properties)
        .map(it -> it.split("=", 2))
        .forEach(it -> environment.setProperty(it[0], it[1]));
    new ManagementPort().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}

package io.ecsrecycler.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.EcsTaskRecycler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;

/** A property that nothing reads is refused, whatever its source and spelling. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "recycler.allowed-target, recycler.allowed-targets",
    "recycler.allowedTarget[0], recycler.allowed-targets",
    "recycler.freeze-window[0].begin, recycler.freeze-windows[0].begin",
    "recycler.freeze-windows[1].dayz[0], recycler.freeze-windows[1].days",
    "recycler.max-hodl, recycler.max-hold",
    "recycler.max_hodl, recycler.max-hold",
    "recycler.max-hold.minutes, recycler.max-hold",
    "recycler.max.hold, recycler.max-hold",
    "recycler.target.eu.region, recycler.targets.eu.region",
    "recycler.targets.eu.regoin, recycler.targets.eu.region",
    "recycler.targets.eu-west, recycler.targets.eu-west.region",
    "recycler.security.tokens[0].rol, recycler.security.tokens[0].role",
    "recycler.security.token[2].role, recycler.security.tokens[2].role",
    "recycler.security.oidc.audience, recycler.security.oidc.audiences",
    "recycler.security.oidc.grants[0].where.ref, recycler.security.oidc.grants[0].when.ref",
    "recycler.notification.mail.to, recycler.notifications.mail.to",
    "recycler.mail.to, recycler.notifications.mail.to",
    "recycler.notifications.mail, recycler.notifications.mail.from",
    "recycler.simulator.prot, recycler.simulator.port"
  })
  void aMisspeltPropertyIsRefusedWithTheNearestName(String misspelt, String nearest) {
    refused(OwnProperties.file(Map.of(misspelt, "x")), nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "RECYCLER_ALLOWED_TARGET, RECYCLER_ALLOWED_TARGETS",
    "RECYCLER_MAXHODL, RECYCLER_MAX_HOLD",
    "recycler_max_hodl, RECYCLER_MAX_HOLD",
    "RECYCLER_SECURITY_TOKENS_0_ROL, RECYCLER_SECURITY_TOKENS_0_ROLE",
    "RECYCLER_FREEZE_WINDOWS_1_BEGN, RECYCLER_FREEZE_WINDOWS_1_BEGIN",
    "RECYCLER_TARGETS_EU_REGOIN, RECYCLER_TARGETS_EU_REGION",
    "RECYCLER_SIMULATOR_PROT, RECYCLER_SIMULATOR_PORT",
    "recycler.max-hodl, recycler.max-hold"
  })
  void aMisspeltVariableIsRefusedWithTheNearestName(String misspelt, String nearest) {
    refused(OwnProperties.variables(Map.of(misspelt, "x")), nearest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recycler.max-hold",
        "recycler.maxHold",
        "recycler.max_hold",
        "recycler.MAX-HOLD",
        "recycler.allowed-targets",
        "recycler.allowed-targets[3]",
        "recycler.freeze-windows[0].days[1]",
        "recycler.security.oidc.grants[0].when.repository",
        "recycler.security.oidc.grants[0].when[a.claim]",
        "recycler.targets.eu-west.role-arn",
        "recycler.targets.eu.clusters[0]",
        "recycler.simulator.enabled",
        "recycle.max-hodl",
        "spring.mail.hots"
      })
  void everySpellingThatSpringReadsIsKnownAndOtherPrefixesAreNotOurs(String name) {
    accepted(OwnProperties.file(Map.of(name, "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"recycler.notifications.mail", "recycler.security.oidc", "recycler.aws"})
  void aGroupWithNothingInItIsNoMistake(String group) {
    accepted(OwnProperties.file(Map.of(group, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "RECYCLER_PORT, tcp://10.0.0.7:8080",
    "RECYCLER_PORT_8080_TCP_ADDR, 10.0.0.7",
    "RECYCLER_SERVICE_HOST, 10.0.0.7",
    "RECYCLER_SERVICE_PORT_MANAGEMENT, 8081",
    "RECYCLER_DB_SERVICE_PORT, 5432",
    "RECYCLERS_MAX_HODL, 5m"
  })
  void variablesThatKubernetesSetsForAServiceOfThatNameAreNotOurs(String name, String value) {
    accepted(OwnProperties.variables(Map.of(name, value)));
  }

  @Test
  void aPortThatIsNoLinkIsAMistake() {
    refused(OwnProperties.variables(Map.of("RECYCLER_PORT", "8080")), "RECYCLER_SIMULATOR_PORT");
  }

  @Test
  void theServiceDoesNotStartAndSaysWhichNameIsWrongAndWhereItStands(CapturedOutput output) {
    assertThatExceptionOfType(UnknownPropertiesException.class)
        .isThrownBy(() ->
            SpringApplication.run(
                EcsTaskRecycler.class,
                "--spring.profiles.active=demo",
                "--recycler.max-hodl=5m",
                "--recycler.simulator.prot=14567"));
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("recycler.max-hodl", "commandLineArgs", "nearest known name is recycler.max-hold")
        .contains("nearest known name is recycler.simulator.port")
        .doesNotContain("=5m");
  }

  private static void refused(ConfigurableEnvironment environment, String nearest) {
    assertThatExceptionOfType(UnknownPropertiesException.class)
        .isThrownBy(() -> UnknownProperties.refuse(environment, OwnProperties.KNOWN))
        .withMessageEndingWith("): the nearest known name is " + nearest);
  }

  private static void accepted(ConfigurableEnvironment environment) {
    assertThatCode(() -> UnknownProperties.refuse(environment, OwnProperties.KNOWN))
        .doesNotThrowAnyException();
  }
}

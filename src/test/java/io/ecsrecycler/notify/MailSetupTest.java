package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsrecycler.job.LoggedLines;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

/** Whoever is to get a report by mail gets one, or the service does not start. */
class MailSetupTest {

  private static final String TO = "recycler.notifications.mail.to=ops@example.org";
  private static final String FROM = "recycler.notifications.mail.from=recycler@example.org";
  private static final String HOST = "spring.mail.host=smtp.example.org";

  @Test
  void withoutAMailServerItDoesNotStartAndNamesTheProperty() {
    refused("spring.mail.host", TO, FROM);
    refused("spring.mail.host", TO, FROM, "spring.mail.host=");
    refused("spring.mail.host", TO, FROM, "spring.mail.port=587", "spring.mail.username=me");
  }

  @Test
  void withoutASenderItDoesNotStartAndNamesTheProperty() {
    refused("recycler.notifications.mail.from", TO, HOST);
    refused("recycler.notifications.mail.from", TO, HOST, "recycler.notifications.mail.from= ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cc", "bcc"})
  void copiesOfAReportThatNobodyGetsAreRefused(String copy) {
    refused(
        "recycler.notifications.mail.to",
        HOST,
        FROM,
        "recycler.notifications.mail." + copy + "=ops@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536"})
  void aPortThatIsNoneIsRefused(String port) {
    refused("spring.mail.port", TO, FROM, HOST, "spring.mail.port=" + port);
  }

  @Test
  void whatIsCompleteStarts() {
    assertThatCode(() -> check(TO, FROM, HOST)).doesNotThrowAnyException();
    assertThatCode(() -> check(TO, FROM, HOST, "spring.mail.port=465")).doesNotThrowAnyException();
    assertThatCode(() -> check(TO, FROM, "spring.mail.jndi-name=mail/session"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "recycler.notifications.mail.from, recycler@example.org",
    "spring.mail.host, smtp.example.org",
    "spring.mail.port, 587",
    "spring.mail.username, me",
    "spring.mail.password, swordfish"
  })
  void aServerOrSenderWithoutAnybodyToSendToIsAWarning(String name, String value) {
    try (LoggedLines lines = LoggedLines.of("notify")) {
      check(name + "=" + value);
      assertThat(lines.with("Nobody gets a report by mail: " + name)).hasSize(1);
      assertThat(lines.with("swordfish")).isEmpty();
    }
  }

  @Test
  void nothingOfMailsIsNoMistake() {
    try (LoggedLines lines = LoggedLines.of("notify")) {
      check();
      assertThat(lines.with("mail")).isEmpty();
    }
  }

  private static void refused(String property, String... properties) {
    MailSetupException refused =
        catchThrowableOfType(MailSetupException.class, () -> check(properties));
    FailureAnalysis analysis = Objects.requireNonNull(new MailSetupAnalyzer().analyze(refused));
    assertThat(analysis.getDescription()).startsWith(property + " is ");
    assertThat(analysis.getAction()).startsWith("Set " + property);
  }

  private static void check(String... properties) {
    MockEnvironment environment = new MockEnvironment();
    Stream<String[]> parts = Arrays.stream(properties).map(it -> it.split("=", 2));
    parts.forEach(it -> environment.setProperty(it[0], it[1]));
    MailSetup.check(environment);
  }
}

package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSessionTest {

  private static final String JOB = "01a20800-bee7-7d81-b590-0b4bb8fc390b";

  @ParameterizedTest
  @CsvSource({
    "ci, -ci",
    "the demo, -the-demo",
    "Ada Lovelace <ada@example.org>, -Ada-Lovelace-ada@example.or",
    "oidc:repo:acme/payments:ref:refs/heads/main, -oidc-repo-acme-payments-ref",
    "Zoë, -Zo-"
  })
  void saysForWhichRecycleAndForWhom(String by, String rest) {
    assertThat(AwsSession.of(JOB, by).name()).isEqualTo(JOB + rest);
  }

  @Test
  void recyclesOfBeforeRequestersWereKeptAreNamedByTheirIdAlone() {
    assertThat(AwsSession.of(JOB, null).name()).isEqualTo(JOB);
  }

  @Test
  void aLookupIsNamedByWhoeverAsks() {
    assertThat(AwsSession.lookup("ci").name()).isEqualTo("ci");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "é", "a:b/c d", "日本語"})
  void isAlwaysWhatStsAccepts(String by) {
    assertThat(AwsSession.lookup(by).name()).matches("[\\w+=,.@-]{2,64}");
    assertThat(AwsSession.of(JOB, by.repeat(300)).name()).matches(JOB + "-[\\w+=,.@-]{0,27}");
  }

  @Test
  void holdsForTheWorkThatItIsGivenAndNoLonger() {
    AwsSession session = AwsSession.lookup("ci");
    assertThat(session.<Boolean>call(() -> AwsSession.current().orElseThrow().equals(session)))
        .isTrue();
    assertThat(AwsSession.current()).isEmpty();
  }
}

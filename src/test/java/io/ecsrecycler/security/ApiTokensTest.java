package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.simulator.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTokensTest {

  private final SettableClock clock = new SettableClock();
  private final Instant expires = clock.instant().plus(Duration.ofDays(1));
  private final ApiTokens tokens =
      new ApiTokens(List.of(token("ci", "rcy_old"), token("ci-2027", "rcy_new")), clock);

  @Test
  void twoAreValidAtOnceWhileOneIsRotated() {
    assertThat(tokens.caller("rcy_old").name()).isEqualTo("ci");
    assertThat(tokens.caller("rcy_new").name()).isEqualTo("ci-2027");
  }

  @Test
  void aTokenIsRefusedFromTheInstantOnWhenItExpires() {
    clock.set(expires.minusMillis(1));
    assertThat(tokens.caller("rcy_old").name()).isEqualTo("ci");
    clock.set(expires);
    assertThatExceptionOfType(BadTokenException.class)
        .isThrownBy(() -> tokens.caller("rcy_old"))
        .withMessageContaining("expired");
  }

  @Test
  void whatIsNotExactlyATokenIsUnknown() {
    for (String close : List.of("rcy_", "rcy_olD", "RCY_OLD", "rcy_old ", "rcy_oldd", "rcy_ol")) {
      assertThatExceptionOfType(BadTokenException.class)
          .isThrownBy(() -> tokens.caller(close))
          .withMessageContaining("unknown");
    }
  }

  private ApiTokenProperties token(String name, String token) {
    return new ApiTokenProperties(
        name, TokenHash.of(token).hex(), Role.OPERATOR, List.of("*/*"), expires);
  }
}

package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.InsufficientAuthenticationException;

class RateLimitsTest {

  private final SettableClock clock = new SettableClock();
  private final RateLimits limits = new RateLimits(60, clock);
  private final List<Refusal> written = new ArrayList<>();

  @Test
  void eachHasSoManyAMinuteAndIsToldWhenToComeBack() {
    for (int i = 0; i < 60; i++) {
      assertThat(limits.refusal("a", "")).isEmpty();
    }
    Refusal refusal = limits.refusal("a", "").orElseThrow();
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.headers()).containsEntry("Retry-After", "1");
    assertThat(limits.refusal("b", "")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(limits.refusal("a", "")).isEmpty();
    assertThat(limits.refusal("a", "")).isPresent();
  }

  @Test
  void strangersWithoutNumberDoNotFillTheMemory() {
    RateLimits one = new RateLimits(1, clock);
    assertThat(one.refusal("first", "")).isEmpty();
    for (int i = 0; i < 10_000; i++) {
      one.refusal("stranger " + i, "");
    }
    assertThat(one.refusal("first", "")).as("forgotten").isEmpty();
  }

  @Test
  void failedLoginsAreLimitedByAddressAndByNetworkInIpv6() throws IOException {
    RefusedAtTheDoor door =
        new RefusedAtTheDoor((refusal, _, _) -> written.add(refusal), new RateLimits(1, clock));
    for (String address :
        List.of("10.0.0.1", "10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8::2")) {
      MockHttpServletRequest request = new MockHttpServletRequest();
      request.setRemoteAddr(address);
      door.commence(
          request, new MockHttpServletResponse(), new InsufficientAuthenticationException("none"));
    }
    assertThat(written).extracting(Refusal::status).containsExactly(401, 429, 401, 401, 429);
  }
}

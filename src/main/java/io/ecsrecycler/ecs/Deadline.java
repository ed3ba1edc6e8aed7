package io.ecsrecycler.ecs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when an action may be sent. An action is prompt or not at all: what was right when it was
 * decided may be wrong later.
 *
 * @param at the instant, by our clock
 * @param clock our clock
 */
public record Deadline(Instant at, Clock clock) {

  /** So long from now. */
  static Deadline in(Duration time, Clock clock) {
    return new Deadline(clock.instant().plus(time), clock);
  }

  /** Whether it is too late. */
  public boolean over() {
    return clock.instant().isAfter(at);
  }

  /** How much time is left; zero or less when it is over. */
  Duration left() {
    return Duration.between(clock.instant(), at);
  }
}

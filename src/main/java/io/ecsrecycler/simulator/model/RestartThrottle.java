package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * ECS's delay between tries to start tasks that never get to RUNNING: it doubles up to 27 minutes,
 * and a new deployment resets it (ECS Developer Guide, "Service throttle logic").
 */
final class RestartThrottle {

  private static final Duration LONGEST = Duration.ofMinutes(27);
  private static final int FREE_TRIES = 2;

  private final Duration shortest;
  private int failures;
  private Instant until = Instant.MIN;

  RestartThrottle(Duration shortest) {
    this.shortest = shortest;
  }

  void reset() {
    failures = 0;
    until = Instant.MIN;
  }

  void failed(Instant at) {
    failures++;
    if (slowing()) {
      Duration delay = shortest.multipliedBy(1L << Math.min(failures - FREE_TRIES, 12));
      until = at.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
    }
  }

  boolean slowing() {
    return failures > FREE_TRIES;
  }

  /** Nothing is started before this. */
  Instant until() {
    return until;
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;

/** Lets through a burst of calls and, after that, so many a second. */
final class TokenBucket {

  private final double burst;
  private final double perSecond;
  private double tokens;
  private Instant filledAt;

  TokenBucket(double burst, double perSecond, Instant now) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.filledAt = now;
  }

  boolean take(Instant now) {
    double gained = Duration.between(filledAt, now).toMillis() / 1000.0 * perSecond;
    tokens = Math.min(burst, tokens + gained);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}

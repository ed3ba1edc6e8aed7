package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;

/** Pauses after a recycled task; a replacement that died meanwhile is seen before the next stop. */
final class SettlingRule {

  private SettlingRule() {}

  static Move apply(Recycle recycle, Phase.Settling phase, Instant now) {
    return now.isBefore(phase.until())
        ? Move.rest(recycle, Duration.between(now, phase.until()))
        : Move.go(recycle.with(new Phase.Recycling(now)));
  }
}

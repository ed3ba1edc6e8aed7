package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Pauses after a batch, and sees whether the new tasks live. */
final class SettlingRule {

  private SettlingRule() {}

  static Move apply(Recycle recycle, Phase.Settling phase, ServiceSnapshot seen, Instant now) {
    Progress progress = Progress.of(recycle, seen, now);
    if (progress.changed()) {
      return new Move.Go(progress.recycle(), progress.events());
    }
    boolean over =
        recycle.brakes().ending() != null
            || RecyclingRule.oneFailureTooMany(recycle).isPresent()
            || !now.isBefore(phase.until());
    return over
        ? Move.next(recycle.with(new Phase.Recycling(now, 0)), List.of())
        : Move.rest(recycle, lookWithin(Duration.between(now, phase.until())));
  }

  /** When to look again while so much of the pause is left. */
  static Duration lookWithin(Duration left) {
    return left.compareTo(Move.HOLDING) < 0 ? left : Move.HOLDING;
  }
}

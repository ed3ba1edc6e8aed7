package io.ecsrecycler.engine;

import io.ecsrecycler.recycle.Asked;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import java.time.Duration;
import java.time.Instant;

/** Which paused recycles need no place, and when each of them looks again. */
final class ParkedLooks {

  /**
   * A parked recycle still watches its service: a desired count that somebody sets and sets back
   * must be noticed, or it would be taken for ours.
   */
  private static final Duration PACE = Duration.ofMinutes(1);

  /** A freeze parks hundreds at once; they must not all look at once. */
  private static final Duration APART = Duration.ofMillis(500);

  /** As far apart as that only after a clock that was wrong. */
  private static final Duration FAR = Duration.ofMinutes(15);

  private Instant last = Instant.EPOCH;

  /**
   * Whether nothing is under way that has to be seen through, nothing in doubt, and no limit up.
   */
  static boolean mayLeave(Recycle recycle, Instant now) {
    Asked asked = recycle.capacity().asked();
    boolean inDoubt = asked != null && !asked.answered();
    return recycle.paused() && !inDoubt && idle(recycle) && firstLimit(recycle).isAfter(now);
  }

  private static boolean idle(Recycle recycle) {
    Plan plan = recycle.plan();
    return switch (recycle.phase()) {
      case Phase.Planning _ -> true;
      case Phase.Recycling batch ->
          batch.stopped() == 0 && (plan == null || plan.count(Slot.Stopping.class) == 0);
      case Phase.Surging _, Phase.Settling _, Phase.Restoring _, Phase.Ended _ -> false;
    };
  }

  /** When a recycle that leaves now looks again: never later than one of its limits. */
  synchronized Instant next(Recycle recycle, Instant now) {
    Instant soonest = now.plus(PACE);
    Instant apart = last.plus(APART);
    last = apart.isBefore(soonest) || apart.isAfter(soonest.plus(FAR)) ? soonest : apart;
    Instant limit = firstLimit(recycle);
    return limit.isBefore(last) ? limit : last;
  }

  private static Instant firstLimit(Recycle recycle) {
    Brakes.Pause pause = recycle.brakes().pause();
    Plan plan = recycle.plan();
    Duration whole = recycle.spec().patience().whole();
    Instant pauseEnds = pause == null ? Instant.MAX : pause.until();
    Instant ends = whole == null || plan == null ? Instant.MAX : plan.begun().plus(whole);
    return pauseEnds.isBefore(ends) ? pauseEnds : ends;
  }
}

package io.ecsrecycler.api;

import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** About when a recycle will have recycled its last task. */
final class Estimate {

  private Estimate() {}

  /**
   * The end, by the pace of the tasks so far; null where there is no pace to go by: before the
   * first task, after the last, and while a hold or a pause lasts, for nobody knows how long it
   * will.
   */
  static @Nullable Instant end(Recycle recycle, Plan plan, Instant now) {
    List<Duration> took = took(plan);
    int left = plan.slots().size() - plan.done();
    if (took.isEmpty() || left == 0 || !recycle.brakes().equals(Brakes.OFF) || over(recycle)) {
      return null;
    }
    // A task that was held took as long as its hold; the middle one is not moved by it.
    Duration usual = took.get((took.size() - 1) / 2);
    Duration batch = usual.plus(recycle.spec().rhythm().waitTime());
    return now.plus(batch.multipliedBy(Math.ceilDiv(left, plan.strength().batch())));
  }

  private static boolean over(Recycle recycle) {
    return switch (recycle.phase()) {
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> false;
      case Phase.Restoring _, Phase.Ended _ -> true;
    };
  }

  private static List<Duration> took(Plan plan) {
    return plan.slots().stream()
        .map(Slot::state)
        .filter(Slot.Replaced.class::isInstance)
        .map(Slot.Replaced.class::cast)
        .map(it -> Duration.between(it.stoppedAt(), it.replacedAt()))
        .sorted()
        .toList();
  }
}

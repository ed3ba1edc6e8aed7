package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pauses after a batch; a replacement that dies meanwhile has failed after all. */
final class SettlingRule {

  private SettlingRule() {}

  static Move apply(Recycle recycle, Phase.Settling phase, ServiceSnapshot seen, Instant now) {
    Optional<Slot> died =
        recycle.requirePlan().slots().stream()
            .filter(slot -> slot.state() instanceof Slot.Replaced it && hasDied(it, phase, seen))
            .findFirst();
    if (died.isPresent()) {
      return failed(recycle, died.get(), seen);
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

  private static boolean hasDied(
      Slot.Replaced replaced, Phase.Settling phase, ServiceSnapshot seen) {
    return phase.replacements().contains(replaced.by())
        && !seen.service().deploying()
        && seen.task(replaced.by()).filter(task -> task.life().failed()).isPresent();
  }

  private static Move failed(Recycle recycle, Slot slot, ServiceSnapshot seen) {
    Plan plan = recycle.requirePlan();
    Slot.Replaced replaced = (Slot.Replaced) slot.state();
    SeenTask replacement = seen.task(replaced.by()).orElseThrow();
    Failure failure = Failures.replacementEnded(slot, replacement, seen.service());
    Slot failed = slot.now(new Slot.Failed(replaced.stoppedAt(), failure));
    return Move.go(
        recycle.with(plan.with(failed)),
        new RecycleEvent.ReplacementFailed(plan.number(slot), slot.taskArn(), failure.message()));
  }
}

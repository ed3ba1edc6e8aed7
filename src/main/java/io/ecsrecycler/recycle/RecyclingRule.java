package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One batch of old tasks at a time: see what became of those that were stopped, and stop the next
 * one only when {@link NextStop} has nothing against it.
 */
final class RecyclingRule {

  private RecyclingRule() {}

  static Move apply(Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    if (!seen.service().active()) {
      return Move.fail(recycle, Failures.becameInactive(recycle, seen.service()), now);
    }
    Progress progress = Progress.of(recycle, seen, now);
    if (progress.changed()) {
      return new Move.Go(progress.recycle(), progress.events());
    }
    Plan plan = recycle.requirePlan();
    Optional<Failure> failure = oneFailureTooMany(recycle);
    if (failure.isPresent() && recycle.brakes().ending() == null) {
      return Move.go(recycle.endingAs(new Outcome.Failed(failure.get())));
    }
    if (!plan.inFlight()) {
      return betweenStops(recycle, batch, seen, now);
    }
    Optional<Slot> unanswered = StopTask.unanswered(recycle);
    if (unanswered.isPresent() && StopTask.looksUntouched(unanswered.get(), seen)) {
      return StopTask.settle(recycle, batch, unanswered.get(), seen, now);
    }
    return recycle.batchHasRoom(batch)
        ? NextStop.of(recycle, seen).fill(recycle, batch, seen, now)
        : Move.rest(recycle, Move.WATCHING);
  }

  /** Nothing is in flight: end, settle, or begin the next stop. */
  private static Move betweenStops(
      Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return finish(recycle, ending, seen, now);
    }
    if (batch.stopped() > 0) {
      return batchDone(recycle, batch, now);
    }
    if (recycle.brakes().pause() != null) {
      Hold hold = recycle.hold();
      return hold == null ? Move.rest(recycle, Move.HOLDING) : Move.released(recycle, hold);
    }
    return recycle.requirePlan().waiting().isEmpty()
        ? finish(recycle, new Outcome.Succeeded(), seen, now)
        : NextStop.of(recycle, seen).begin(recycle, batch, seen, now);
  }

  private static Move batchDone(Recycle recycle, Phase.Recycling batch, Instant now) {
    Duration wait = recycle.spec().rhythm().waitTime();
    return wait.isZero()
        ? Move.next(recycle.with(new Phase.Recycling(now, 0)), List.of())
        : Move.rest(
            recycle.with(
                new Phase.Settling(now, now.plus(wait), replacements(recycle, batch.entered()))),
            SettlingRule.lookWithin(wait));
  }

  private static Set<String> replacements(Recycle recycle, Instant since) {
    return recycle.requirePlan().slots().stream()
        .map(Slot::state)
        .filter(Slot.Replaced.class::isInstance)
        .map(Slot.Replaced.class::cast)
        .filter(it -> !it.replacedAt().isBefore(since))
        .map(Slot.Replaced::by)
        .collect(Collectors.toSet());
  }

  /** The failure that is one too many, if there is one: the latest. */
  static Optional<Failure> oneFailureTooMany(Recycle recycle) {
    Plan plan = recycle.requirePlan();
    return plan.count(Slot.Failed.class) < recycle.spec().caution().maxFailedReplacements()
        ? Optional.empty()
        : plan.slots().stream()
            .map(Slot::state)
            .filter(Slot.Failed.class::isInstance)
            .map(Slot.Failed.class::cast)
            .max(Comparator.comparing(Slot.Failed::stoppedAt))
            .map(Slot.Failed::failure);
  }

  /**
   * Nothing more is to be stopped. The extra tasks are given back only while enough healthy ones
   * remain whichever ECS picks, unless a replacement has failed: then they may never be.
   */
  private static Move finish(Recycle recycle, Outcome outcome, ServiceSnapshot seen, Instant now) {
    CapacityLease lease = recycle.lease();
    Plan plan = recycle.requirePlan();
    if (lease != null
        && lease.holds(seen.service().desiredCount())
        && plan.count(Slot.Failed.class) == 0) {
      int surplus = lease.desired().set() - lease.desired().found();
      Headroom headroom = Headroom.forLowering(surplus, plan, seen);
      if (!headroom.suffices()) {
        return Move.hold(recycle, Hold.Reason.NOT_ENOUGH_HEALTHY, headroom.sentence(), now);
      }
    }
    Hold hold = recycle.hold();
    return hold == null ? Move.restore(recycle, outcome, now) : Move.released(recycle, hold);
  }
}

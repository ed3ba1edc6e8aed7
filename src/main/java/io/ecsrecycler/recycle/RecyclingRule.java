package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One batch of old tasks at a time: see what became of those that were stopped, and stop the next
 * one only when {@link NextStop} has nothing against it.
 */
final class RecyclingRule {

  private RecyclingRule() {}

  static Move apply(
      Recycle recycle,
      Phase.Recycling batch,
      ServiceSnapshot seen,
      @Nullable Hold before,
      Instant now) {
    if (!seen.service().active()) {
      return Move.fail(recycle, Failures.becameInactive(recycle, seen.service()), now);
    }
    if (hasSettled(before, seen.service()) && isDue(recycle, now)) {
      return Move.go(withMoreTime(recycle, now));
    }
    Progress progress = Progress.of(recycle, seen, now);
    if (progress.changed()) {
      return new Move.Go(progress.recycle(), progress.events());
    }
    Plan plan = recycle.requirePlan();
    Optional<Failure> failure = oneFailureTooMany(recycle);
    if (failure.isPresent() && recycle.brakes().ending() == null) {
      return Move.go(recycle.endingAs(new Outcome.Failed(failure.get()), now));
    }
    if (!plan.inFlight()) {
      return betweenStops(recycle, batch, seen, now);
    }
    Optional<Slot> unanswered = StopTask.unanswered(recycle);
    if (unanswered.isPresent() && StopTask.looksUntouched(unanswered.get(), seen)) {
      return StopTask.settle(recycle, batch, unanswered.get(), seen, now);
    }
    if (seen.service().unsettled()) {
      return Move.hold(
          recycle,
          Failures.unsettledReason(seen.service()),
          Failures.unsettled(seen.service()),
          now);
    }
    Optional<String> doubt = Progress.doubt(plan, seen, now);
    if (doubt.isPresent()) {
      return Move.hold(recycle, Hold.Reason.HEALTH_UNKNOWN, doubt.get(), now);
    }
    return recycle.batchHasRoom(batch)
        ? NextStop.of(recycle, seen).fill(recycle, batch, seen, now)
        : Move.rest(recycle, Move.WATCHING);
  }

  private static boolean hasSettled(@Nullable Hold before, SeenService service) {
    return before != null
        && (before.reason() == Hold.Reason.DEPLOYMENT_RUNNING
            || before.reason() == Hold.Reason.DEPLOYMENT_FAILED)
        && !service.unsettled();
  }

  private static boolean isDue(Recycle recycle, Instant now) {
    return recycle.requirePlan().slots().stream()
        .anyMatch(slot -> slot.state() instanceof Slot.Stopping it && !now.isBefore(it.deadline()));
  }

  /** A deployment kept ECS from starting replacements: they get their whole time again. */
  private static Recycle withMoreTime(Recycle recycle, Instant now) {
    Instant deadline = now.plus(recycle.spec().patience().replacement());
    return recycle.with(
        recycle
            .requirePlan()
            .map(slot ->
                slot.state() instanceof Slot.Stopping it ? slot.now(it.until(deadline)) : slot));
  }

  /** Nothing is in flight: end, settle, or begin the next stop. */
  private static Move betweenStops(
      Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return finish(recycle, ending, seen, now);
    }
    if (batch.stopped() > 0) {
      return batchDone(recycle, now);
    }
    if (recycle.brakes().pause() != null) {
      return Move.rest(recycle, Move.HOLDING);
    }
    return recycle.requirePlan().waiting().isEmpty()
        ? finish(recycle, new Outcome.Succeeded(), seen, now)
        : NextStop.of(recycle, seen).begin(recycle, batch, seen, now);
  }

  private static Move batchDone(Recycle recycle, Instant now) {
    Duration wait = recycle.spec().rhythm().waitTime();
    return wait.isZero()
        ? Move.next(recycle.with(new Phase.Recycling(now, 0)), List.of())
        : Move.rest(
            recycle.with(new Phase.Settling(now, now.plus(wait))), SettlingRule.lookWithin(wait));
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
        NextStop.Blocked why = TooFewHealthy.because(headroom, recycle, seen);
        return Move.hold(recycle, why.reason(), why.message(), now);
      }
    }
    return Move.restore(recycle, outcome, now);
  }
}

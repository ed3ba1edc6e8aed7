package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which task may be stopped next, or what is in the way. */
sealed interface NextStop {

  /** This one, and the sum that allows it. */
  record Allowed(Slot slot, Headroom headroom) implements NextStop {}

  /** This one is to be left alone. */
  record Skipped(Slot slot, String why) implements NextStop {}

  /** None for the time being. */
  record Blocked(Hold.Reason reason, String message) implements NextStop {}

  /** Enough were stopped for somebody to have a look first. */
  record AtCheckpoint() implements NextStop {}

  /** None is left, or none of which enough is known. */
  record None() implements NextStop {}

  static NextStop of(Recycle recycle, ServiceSnapshot seen) {
    Plan plan = recycle.requirePlan();
    if (plan.waiting().isEmpty()) {
      return new None();
    }
    if (plan.atCheckpoint()) {
      return new AtCheckpoint();
    }
    if (seen.service().unsettled()) {
      return new Blocked(
          Failures.unsettledReason(seen.service()), Failures.unsettled(seen.service()));
    }
    return switch (recycle.spec().caution().protectedTasks()) {
      case STOP -> among(present(plan, seen), recycle, seen);
      case SKIP ->
          first(plan, seen, SeenTask.Protection.PROTECTED)
              .<NextStop>map(slot -> new Skipped(slot, "it is protected from scale-in"))
              .orElseGet(() -> amongUnprotected(recycle, seen));
      case WAIT -> amongUnprotected(recycle, seen);
    };
  }

  private static NextStop amongUnprotected(Recycle recycle, ServiceSnapshot seen) {
    List<Slot> open = unprotected(recycle.requirePlan(), seen);
    return open.isEmpty() ? noneOpen(recycle.requirePlan(), seen) : among(open, recycle, seen);
  }

  private static List<Slot> present(Plan plan, ServiceSnapshot seen) {
    return plan.waiting().stream().filter(slot -> seen.task(slot.taskArn()).isPresent()).toList();
  }

  private static List<Slot> unprotected(Plan plan, ServiceSnapshot seen) {
    return plan.waiting().stream()
        .filter(slot -> is(slot, seen, SeenTask.Protection.OPEN))
        .toList();
  }

  private static Optional<Slot> first(
      Plan plan, ServiceSnapshot seen, SeenTask.Protection protection) {
    return plan.waiting().stream().filter(slot -> is(slot, seen, protection)).findFirst();
  }

  private static boolean is(Slot slot, ServiceSnapshot seen, SeenTask.Protection protection) {
    return seen.task(slot.taskArn()).filter(it -> it.protection() == protection).isPresent();
  }

  /** Only what a look has asked about counts; otherwise the next look asks. */
  private static NextStop noneOpen(Plan plan, ServiceSnapshot seen) {
    if (first(plan, seen, SeenTask.Protection.UNKNOWN).isPresent()) {
      return new Blocked(
          Hold.Reason.PROTECTION_UNKNOWN,
          "ECS does not tell whether task %s is protected from scale-in; going on by itself when it does, or set protectedTasks to STOP."
              .formatted(
                  first(plan, seen, SeenTask.Protection.UNKNOWN).map(Slot::taskArn).orElseThrow()));
    }
    return plan.waiting().stream().allMatch(it -> is(it, seen, SeenTask.Protection.PROTECTED))
        ? new Blocked(
            Hold.Reason.TASKS_PROTECTED,
            "All %d tasks that are left are protected from scale-in; going on by itself when their protection ends, or set protectedTasks to SKIP or STOP."
                .formatted(plan.waiting().size()))
        : new None();
  }

  /** One that is known not to serve costs no headroom, so it goes before its turn. */
  private static NextStop among(List<Slot> open, Recycle recycle, ServiceSnapshot seen) {
    if (open.isEmpty()) {
      return new None();
    }
    Slot next =
        open.stream()
            .filter(slot -> isFree(seen.task(slot.taskArn()).orElseThrow()))
            .findFirst()
            .orElseGet(open::getFirst);
    SeenTask task = seen.task(next.taskArn()).orElseThrow();
    Headroom headroom = Headroom.forStopping(task, recycle.requirePlan(), seen);
    return isFree(task) || headroom.suffices()
        ? new Allowed(next, headroom)
        : TooFewHealthy.because(headroom, recycle, seen);
  }

  /** Nothing is lost with a task that is known not to serve; of an unknown one nobody can tell. */
  static boolean isFree(SeenTask task) {
    return Health.of(task) == Health.NOT_SERVING;
  }

  /** One more of a batch that is under way; what is in the way may well be the batch itself. */
  default Move fill(Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    return switch (this) {
      case Allowed it when recycle.hold() == null -> stop(it, recycle, batch, seen, now);
      case Allowed _, Skipped _, Blocked _, AtCheckpoint _, None _ ->
          Move.rest(recycle, Move.WATCHING);
    };
  }

  /** The first of a batch. */
  default Move begin(Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    return switch (this) {
      case Blocked it -> Move.hold(recycle, it.reason(), it.message(), now);
      case None _ -> Move.rest(recycle, Move.WATCHING);
      case Allowed it -> stop(it, recycle, batch, seen, now);
      case Skipped it ->
          Move.go(
              recycle.with(plan.with(it.slot().now(new Slot.Skipped(it.why())))),
              new RecycleEvent.TaskSkipped(
                  plan.number(it.slot()), plan.slots().size(), it.slot().taskArn(), it.why()));
      case AtCheckpoint _ -> checkpoint(recycle, plan, now);
    };
  }

  private static Move checkpoint(Recycle recycle, Plan plan, Instant now) {
    Instant until = now.plus(recycle.spec().patience().pause());
    return Move.go(
        recycle
            .with(plan.pastCheckpoint())
            .with(recycle.brakes().paused(new Brakes.Pause(now, until, true))),
        new RecycleEvent.CheckpointReached(
            plan.count(Slot.Replaced.class), plan.slots().size(), until));
  }

  private static Move stop(
      Allowed next, Recycle recycle, Phase.Recycling batch, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    Slot slot = next.slot();
    Slot stopping =
        slot.now(
            Slot.Stopping.begun(
                now, now.plus(recycle.spec().patience().replacement()), known(plan, seen)));
    return Move.act(
        recycle
            .with(plan.with(stopping))
            .with(new Phase.Recycling(batch.entered(), batch.stopped() + 1)),
        StopTask.of(recycle, slot),
        now,
        new RecycleEvent.TaskStopped(
            plan.number(slot), plan.slots().size(), slot.taskArn(), next.headroom()));
  }

  /**
   * Tasks that cannot be the replacement, because they were there before, at this look or at an
   * earlier one. A batch shares what its first stop knew, for its replacements are interchangeable.
   */
  private static Set<String> known(Plan plan, ServiceSnapshot seen) {
    return plan.slots().stream()
        .map(Slot::state)
        .filter(Slot.Stopping.class::isInstance)
        .map(Slot.Stopping.class::cast)
        .map(Slot.Stopping::known)
        .findFirst()
        .orElseGet(() -> {
          Set<String> known = plan.known();
          seen.tasks().stream().map(SeenTask::arn).forEach(known::add);
          return known;
        });
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One old task at a time: see what became of the last one, and stop the next only when nothing is
 * in flight, no deployment runs, and the {@link Headroom} suffices.
 */
final class RecyclingRule {

  /** StopTask's reason is kept to 255 characters. */
  private static final int REASON_LIMIT = 255;

  private RecyclingRule() {}

  static Move apply(Recycle recycle, ServiceSnapshot seen, Instant now) {
    if (!seen.service().active()) {
      return Move.fail(
          recycle,
          Failure.Code.SERVICE_NOT_ACTIVE,
          "Service %s became %s.".formatted(recycle.spec().service(), seen.service().status()),
          now);
    }
    Progress progress = Progress.of(recycle, seen, now);
    if (progress.changed()) {
      return new Move.Go(progress.recycle(), progress.events());
    }
    Plan plan = recycle.requirePlan();
    Optional<Slot.Failed> failed = failedSlot(plan);
    if (failed.isPresent()) {
      return Move.fail(
          recycle, failed.get().failure().code(), failed.get().failure().message(), now);
    }
    if (plan.inFlight()) {
      return seeThrough(recycle, plan, seen, now);
    }
    return plan.next()
        .map(slot -> stop(recycle, plan, slot, seen, now))
        .orElseGet(() -> finish(recycle, plan, seen, now));
  }

  private static Optional<Slot.Failed> failedSlot(Plan plan) {
    return plan.slots().stream()
        .map(Slot::state)
        .filter(Slot.Failed.class::isInstance)
        .map(Slot.Failed.class::cast)
        .findFirst();
  }

  /** Waits for the replacement; says StopTask again where AWS never answered it. */
  private static Move seeThrough(Recycle recycle, Plan plan, ServiceSnapshot seen, Instant now) {
    if (recycle.unanswered()) {
      for (Slot slot : plan.slots()) {
        boolean untouched =
            slot.state() instanceof Slot.Stopping
                && seen.task(slot.taskArn()).filter(task -> !task.life().ending()).isPresent();
        if (untouched && recycle.lastAsked(stopTask(recycle, slot))) {
          return Move.actAgain(recycle, stopTask(recycle, slot), now);
        }
      }
    }
    return Move.rest(recycle, Move.WATCHING);
  }

  private static Move stop(
      Recycle recycle, Plan plan, Slot slot, ServiceSnapshot seen, Instant now) {
    if (seen.service().deploying()) {
      return Move.hold(
          recycle,
          Hold.Reason.DEPLOYMENT_RUNNING,
          "A deployment is running; going on when it has completed.",
          now);
    }
    SeenTask task = seen.task(slot.taskArn()).orElseThrow();
    Headroom headroom = Headroom.forStopping(task, plan, seen);
    if (!headroom.suffices()) {
      return Move.hold(recycle, Hold.Reason.NOT_ENOUGH_HEALTHY, headroom.sentence(), now);
    }
    if (recycle.hold() != null) {
      return Move.go(recycle.held(null), new RecycleEvent.HoldEnded(recycle.hold().reason()));
    }
    Slot stopping =
        slot.now(
            new Slot.Stopping(
                now,
                now.plus(recycle.spec().patience().replacement()),
                seen.tasks().stream().map(SeenTask::arn).collect(Collectors.toSet()),
                Set.of()));
    return Move.act(
        recycle.with(plan.with(stopping)),
        stopTask(recycle, slot),
        now,
        new RecycleEvent.TaskStopped(
            plan.number(slot), plan.slots().size(), slot.taskArn(), headroom));
  }

  private static Action stopTask(Recycle recycle, Slot slot) {
    String why = recycle.spec().reason();
    String reason =
        "Recycled by ecs-task-recycler, job " + recycle.id() + (why == null ? "" : ": " + why);
    return new Action.StopTask(
        slot.taskArn(),
        reason.length() > REASON_LIMIT ? reason.substring(0, REASON_LIMIT) : reason);
  }

  /**
   * All old tasks are done. The extra task is given back only while enough healthy ones remain
   * whichever task ECS picks.
   */
  private static Move finish(Recycle recycle, Plan plan, ServiceSnapshot seen, Instant now) {
    CapacityLease lease = recycle.lease();
    if (lease == null) {
      return Move.end(recycle, new Outcome.Succeeded());
    }
    int surplus = lease.desired().set() - lease.desired().found();
    Headroom headroom = Headroom.forLowering(surplus, plan, seen);
    boolean ours = lease.desired().isStillOurs(seen.service().desiredCount());
    if (ours && !headroom.suffices()) {
      return Move.hold(recycle, Hold.Reason.NOT_ENOUGH_HEALTHY, headroom.sentence(), now);
    }
    List<RecycleEvent> released =
        recycle.hold() == null
            ? List.of()
            : List.of(new RecycleEvent.HoldEnded(recycle.hold().reason()));
    return new Move.Go(
        recycle.held(null).with(new Phase.Restoring(now, new Outcome.Succeeded())), released);
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Optional;

/**
 * How a task is asked to stop; and what to do about a stop that AWS has not accepted and that does
 * not show: it is repeated if it may be begun now, and else it is given up as soon as it can no
 * longer arrive.
 */
final class StopTask {

  /** StopTask's reason is kept to 255 characters. */
  private static final int REASON_LIMIT = 255;

  private StopTask() {}

  static Action of(Recycle recycle, Slot slot) {
    String why = recycle.spec().reason();
    String reason =
        "Recycled by ecs-task-recycler, job " + recycle.id() + (why == null ? "" : ": " + why);
    return new Action.StopTask(slot.taskArn(), cut(reason));
  }

  /** A character outside the basic plane is two units of a string: never keep half of it. */
  private static String cut(String reason) {
    if (reason.length() <= REASON_LIMIT) {
      return reason;
    }
    boolean halves = Character.isHighSurrogate(reason.charAt(REASON_LIMIT - 1));
    return reason.substring(0, halves ? REASON_LIMIT - 1 : REASON_LIMIT);
  }

  /** The slot whose stop AWS never answered, as far as we know. */
  static Optional<Slot> unanswered(Recycle recycle) {
    Asked asked = recycle.capacity().asked();
    return asked == null || asked.answered() || !(asked.action() instanceof Action.StopTask it)
        ? Optional.empty()
        : recycle.requirePlan().slots().stream()
            .filter(slot -> slot.taskArn().equals(it.taskArn()))
            .filter(slot -> slot.state() instanceof Slot.Stopping)
            .findFirst();
  }

  /** Whether that slot's task looks as if nobody had asked it to stop. */
  static boolean looksUntouched(Slot slot, ServiceSnapshot seen) {
    return seen.task(slot.taskArn()).filter(task -> !task.life().ending()).isPresent();
  }

  /** Repeats it, gives it up, or waits for it to show. */
  static Move settle(
      Recycle recycle, Phase.Recycling batch, Slot slot, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    if (mayBeBegun(recycle, slot, seen)) {
      Slot.Stopping state = (Slot.Stopping) slot.state();
      Instant deadline = now.plus(recycle.spec().patience().replacement());
      return Move.actAgain(
          recycle.with(plan.with(slot.now(state.until(deadline)))), of(recycle, slot), now);
    }
    if (recycle.lastMayStillCome(seen.begunAt())) {
      return Move.hold(
          recycle,
          Hold.Reason.ACTION_IN_DOUBT,
          "AWS has not answered the request to stop task %s; waiting until it shows, or can no longer arrive."
              .formatted(slot.taskArn()),
          now);
    }
    return Move.go(
        recycle
            .with(plan.with(slot.now(new Slot.Waiting())))
            .with(new Phase.Recycling(batch.entered(), batch.stopped() - 1)),
        new RecycleEvent.StopGivenUp(plan.number(slot), plan.slots().size(), slot.taskArn()));
  }

  /** What stands against a stop when it is said for the first time, stands against a second. */
  private static boolean mayBeBegun(Recycle recycle, Slot slot, ServiceSnapshot seen) {
    SeenTask task = seen.task(slot.taskArn()).orElseThrow();
    return recycle.brakes().ending() == null
        && recycle.brakes().pause() == null
        && !seen.service().unsettled()
        && (recycle.spec().caution().protectedTasks() == RecycleSpec.ProtectedTasks.STOP
            || task.protection() == SeenTask.Protection.OPEN)
        && (NextStop.isFree(task)
            || Headroom.forRepeating(task, recycle.requirePlan(), seen).suffices());
  }
}

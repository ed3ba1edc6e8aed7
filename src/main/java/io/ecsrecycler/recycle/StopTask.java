package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Optional;

/**
 * How a task is asked to stop; and what to do about a stop that AWS never answered and that does
 * not show: it is said again if it may be begun now, and else it is given up as soon as it cannot
 * arrive any more.
 */
final class StopTask {

  /** StopTask's reason is kept to 255 characters. */
  private static final int REASON_LIMIT = 255;

  private StopTask() {}

  static Action of(Recycle recycle, Slot slot) {
    String why = recycle.spec().reason();
    String reason =
        "Recycled by ecs-task-recycler, job " + recycle.id() + (why == null ? "" : ": " + why);
    return new Action.StopTask(
        slot.taskArn(),
        reason.length() > REASON_LIMIT ? reason.substring(0, REASON_LIMIT) : reason);
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

  /** Says it again, gives it up, or waits for it to show. */
  static Move settle(
      Recycle recycle, Phase.Recycling batch, Slot slot, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    if (mayBeBegun(recycle, slot, seen)) {
      Slot.Stopping state = (Slot.Stopping) slot.state();
      Instant deadline = now.plus(recycle.spec().patience().replacement());
      return Move.actAgain(
          recycle.with(plan.with(slot.now(state.until(deadline)))), of(recycle, slot), now);
    }
    if (recycle.requireAsked().mayStillCome(seen.begunAt())) {
      return Move.rest(recycle, Move.WATCHING);
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
        && !seen.service().deploying()
        && (recycle.spec().caution().protectedTasks() == RecycleSpec.ProtectedTasks.STOP
            || task.protection() == SeenTask.Protection.OPEN)
        && Headroom.forRepeating(task, recycle.requirePlan(), seen).suffices();
  }
}

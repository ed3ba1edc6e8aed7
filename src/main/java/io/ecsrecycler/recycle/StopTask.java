package io.ecsrecycler.recycle;

/** How a task is asked to stop, and when it must be asked again. */
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

  /** Whether AWS never answered the last StopTask and its task looks untouched. */
  static boolean mustBeRepeated(Recycle recycle, ServiceSnapshot seen) {
    return recycle.unanswered()
        && recycle.requireAsked().action() instanceof Action.StopTask it
        && recycle.requirePlan().slots().stream()
            .filter(slot -> slot.state() instanceof Slot.Stopping)
            .anyMatch(slot -> slot.taskArn().equals(it.taskArn()))
        && seen.task(it.taskArn()).filter(task -> !task.life().ending()).isPresent();
  }
}

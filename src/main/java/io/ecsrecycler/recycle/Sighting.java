package io.ecsrecycler.recycle;

import java.time.Instant;

/** Reads from a look what became of the last action: an effect that is seen is an answer. */
final class Sighting {

  private Sighting() {}

  /** The state with the last action answered where its effect shows. */
  static Recycle answering(Recycle recycle, ServiceSnapshot seen, Instant now) {
    Asked asked = recycle.capacity().asked();
    return asked != null && !asked.answered() && shows(asked.action(), recycle, seen)
        ? recycle.answered(now)
        : recycle;
  }

  private static boolean shows(Action action, Recycle recycle, ServiceSnapshot seen) {
    return switch (action) {
      case Action.StopTask it ->
          recycle.needsTasks()
              && seen.task(it.taskArn()).filter(task -> task.life().ending()).isPresent();
      case Action.SetDesiredCount it -> seen.service().desiredCount() == it.value();
      case Action.SetScalableTarget it -> {
        ScalableTarget target = seen.scalableTarget();
        yield target != null
            && target.suspended().equals(it.suspended())
            && (it.max() == null || it.max() == target.max());
      }
    };
  }
}

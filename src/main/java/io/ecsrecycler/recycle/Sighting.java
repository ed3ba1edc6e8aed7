package io.ecsrecycler.recycle;

import java.time.Instant;

/** Reads from a look what became of the last action: an effect that is seen is an answer. */
final class Sighting {

  private Sighting() {}

  /** The state with the last action answered where its effect shows. */
  static Recycle answering(Recycle recycle, ServiceSnapshot seen, Instant now) {
    Asked asked = recycle.capacity().asked();
    Recycle certain = certain(recycle, seen);
    return asked != null && !asked.answered() && shows(asked.action(), recycle, seen)
        ? certain.answered(now)
        : certain;
  }

  /** While capacity is to be changed, a request that arrived late has done no harm. */
  private static Recycle certain(Recycle recycle, ServiceSnapshot seen) {
    boolean over = recycle.doubted() && !recycle.earlierMayStillCome(seen.begunAt());
    return over && !(recycle.phase() instanceof Phase.Restoring) ? recycle.withoutDoubt() : recycle;
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

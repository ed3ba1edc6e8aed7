package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what is still as we set it: the desired count first, because putting autoscaling back
 * clamps it; then autoscaling; then ECS gets a little time to take the extra task away.
 *
 * <p>A value that looks as found is believed only when our change must be visible by now: a restore
 * that comes right after the raise would otherwise take a lagging read for "nothing to do".
 */
final class RestoringRule {

  /** How long ECS may take to stop the extra task before the recycle ends without waiting. */
  private static final Duration SURPLUS_PATIENCE = Duration.ofMinutes(1);

  private RestoringRule() {}

  static Move apply(Recycle recycle, Phase.Restoring phase, ServiceSnapshot seen, Instant now) {
    CapacityLease lease = recycle.lease();
    if (lease == null || !seen.service().active()) {
      return Move.end(recycle, phase.outcome());
    }
    if (lease.raisedAt() != null && releaseNeverArrived(recycle, lease, seen)) {
      return Move.go(recycle.with(lease.desiredCountReturned()));
    }
    return lease.raisedAt() == null
        ? restoreAutoscaling(recycle, phase, lease, seen, now)
        : restoreDesiredCount(recycle, lease, lease.raisedAt(), seen, now);
  }

  /** A release that was never carried out has clamped nothing. */
  private static boolean releaseNeverArrived(
      Recycle recycle, CapacityLease lease, ServiceSnapshot seen) {
    Action release = release(lease, seen.scalableTarget());
    return release != null && recycle.unanswered() && recycle.lastAsked(release);
  }

  private static Move restoreDesiredCount(
      Recycle recycle, CapacityLease lease, Instant raisedAt, ServiceSnapshot seen, Instant now) {
    int desired = seen.service().desiredCount();
    int found = lease.desired().found();
    Action restore = new Action.SetDesiredCount(found);
    if (desired == found) {
      return recycle.lastAsked(restore) || !raiseMayStillCome(recycle, raisedAt, seen.begunAt())
          ? Move.go(recycle.with(lease.desiredCountReturned()))
          : Move.rest(recycle, Move.WATCHING);
    }
    return lease.holds(desired) && !wasDone(recycle, restore, seen)
        ? say(recycle, restore, now, new RecycleEvent.DesiredCountLowered(desired, found))
        : Move.go(
            recycle.with(lease.desiredCountReturned()),
            new RecycleEvent.CapacityLeftToOthers(desired, lease.desired().set()));
  }

  private static Move restoreAutoscaling(
      Recycle recycle,
      Phase.Restoring phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    if (release(lease, seen.scalableTarget()) instanceof Action.SetScalableTarget release
        && !wasDone(recycle, release, seen)) {
      return say(
          leasingTheClamp(recycle, lease, release, seen, now),
          release,
          now,
          new RecycleEvent.AutoscalingReleased(release.max(), release.suspended().scaleIn()));
    }
    boolean surplus = seen.tasksToKeep() > seen.service().desiredCount();
    if (autoscalingMayStillBeHeld(recycle, lease, seen.begunAt())
        || surplus && now.isBefore(phase.entered().plus(SURPLUS_PATIENCE))) {
      return Move.rest(recycle, Move.WATCHING);
    }
    return Move.end(
        recycle, phase.outcome(), new RecycleEvent.CapacityRestored(seen.service().desiredCount()));
  }

  /**
   * Whether AWS accepted that action so long ago that it must show: what looks like ours then was
   * set by somebody else, who by chance chose the same.
   */
  private static boolean wasDone(Recycle recycle, Action action, ServiceSnapshot seen) {
    return recycle.lastAsked(action)
        && recycle.requireAsked().answered()
        && !recycle.requireAsked().mayStillBeInvisible(seen.begunAt());
  }

  /** Whether what raised (or clamped) the count may be on its way, or be done and not show yet. */
  private static boolean raiseMayStillCome(Recycle recycle, Instant raisedAt, Instant looked) {
    Asked asked = recycle.capacity().asked();
    return looked.isBefore(raisedAt.plus(Asked.READ_LAG))
        || asked != null && asked.mayStillCome(looked);
  }

  /** Says it once, and again where AWS did not answer. */
  private static Move say(Recycle recycle, Action action, Instant now, RecycleEvent event) {
    if (!recycle.lastAsked(action)) {
      return Move.act(recycle, action, now, event);
    }
    return recycle.requireAsked().answered()
        ? Move.rest(recycle, Move.AFTER_CAPACITY)
        : Move.actAgain(recycle, action, now);
  }

  private static @Nullable Action release(CapacityLease lease, @Nullable ScalableTarget target) {
    if (target == null) {
      return null;
    }
    Integer max = lease.maxToRestore(target);
    Boolean scaleIn = lease.scaleInToRestore(target);
    return max == null && scaleIn == null
        ? null
        : new Action.SetScalableTarget(
            max, scaleIn == null ? target.suspended() : target.suspended().withScaleIn(scaleIn));
  }

  /** Registering clamps: a desired count that others set outside the limits must come back. */
  private static Recycle leasingTheClamp(
      Recycle recycle,
      CapacityLease lease,
      Action.SetScalableTarget release,
      ServiceSnapshot seen,
      Instant now) {
    ScalableTarget target = Objects.requireNonNull(seen.scalableTarget());
    int theirs = seen.service().desiredCount();
    int max = release.max() == null ? target.max() : release.max();
    int clamped = Math.max(target.min(), Math.min(max, theirs));
    return clamped == theirs ? recycle : recycle.with(lease.clamping(theirs, clamped, now));
  }

  /** Whether our hold on autoscaling was asked for so recently that it may not show yet. */
  private static boolean autoscalingMayStillBeHeld(
      Recycle recycle, CapacityLease lease, Instant looked) {
    Asked asked = recycle.capacity().asked();
    return asked != null
        && asked.action() instanceof Action.SetScalableTarget it
        && lease.isSetBy(it)
        && asked.mayStillCome(looked);
  }
}

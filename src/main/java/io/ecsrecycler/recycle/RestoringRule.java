package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what is still as we set it: the desired count first, because putting autoscaling back
 * clamps it; then autoscaling; then ECS gets a little time to take the extra tasks away.
 *
 * <p>It needs the service's desired count and its scalable target, and nothing else: what else
 * cannot be read must not keep the service's capacity up.
 *
 * <p>A value that looks as found is believed only when our change must be visible by now, and no
 * earlier request for it can still arrive: a restore that comes right after the raise would
 * otherwise take a lagging read for "nothing to do".
 */
final class RestoringRule {

  /** How long ECS may take to stop the extra tasks before the recycle ends without waiting. */
  private static final Duration SURPLUS_PATIENCE = Duration.ofMinutes(1);

  private RestoringRule() {}

  static Move apply(
      Recycle recycle,
      Phase.Restoring phase,
      ServiceSnapshot seen,
      @Nullable Hold before,
      Instant now) {
    CapacityLease lease = recycle.lease();
    if (lease == null) {
      return Move.end(recycle, phase.outcome());
    }
    if (!seen.service().active()) {
      return isMissed(recycle, seen, before, now)
          ? targetMissed(recycle, now)
          : deleted(recycle, phase, lease, seen);
    }
    if (lease.raisedAt() != null && releaseNeverArrived(recycle, lease, seen)) {
      return Move.next(recycle.with(lease.desiredCountReturned()), List.of());
    }
    return lease.raisedAt() == null
        ? restoreAutoscaling(recycle, phase, lease, seen, before, now)
        : restoreDesiredCount(recycle, lease, lease.raisedAt(), seen, now);
  }

  /** The desired count goes with the service; its scalable target may be left. */
  private static Move deleted(
      Recycle recycle, Phase.Restoring phase, CapacityLease lease, ServiceSnapshot seen) {
    if (lease.raisedAt() != null && lease.touchesAutoscaling()) {
      return Move.next(recycle.with(lease.desiredCountReturned()), List.of());
    }
    CapacityLease returned = lease.desiredCountReturned();
    return release(returned, seen.scalableTarget()) == null
        ? Move.end(recycle.with(returned), phase.outcome())
        : Move.endLeaving(recycle.with(returned), phase.outcome(), returned.left(recycle));
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
    boolean doubt = recycle.earlierMayStillCome(seen.begunAt());
    if (desired == found) {
      if (doubt) {
        return inDoubt(recycle, now);
      }
      return recycle.lastAsked(restore) || !raiseMayStillShow(recycle, raisedAt, seen.begunAt())
          ? returned(recycle, lease)
          : awaitRaise(recycle, now);
    }
    if (!lease.holds(desired) || wasDone(recycle, restore, seen) && !recycle.doubted()) {
      Move returned = returned(recycle, lease);
      return Move.next(
          returned.next(),
          List.of(new RecycleEvent.CapacityLeftToOthers(desired, lease.desired().set())));
    }
    return wasDone(recycle, restore, seen)
        ? Move.actAgain(doubt ? recycle : recycle.withoutDoubt(), restore, now)
        : ask(recycle, restore, now, new RecycleEvent.DesiredCountLowered(desired, found));
  }

  /** Autoscaling is next, and needs a look that shows it. */
  private static Move returned(Recycle recycle, CapacityLease lease) {
    return Move.next(recycle.with(lease.desiredCountReturned()), List.of());
  }

  /** The raise was accepted and does not show yet, or was not answered and may still arrive. */
  private static Move awaitRaise(Recycle recycle, Instant now) {
    return recycle.unanswered() ? inDoubt(recycle, now) : Move.rest(recycle, Move.WATCHING);
  }

  private static Move inDoubt(Recycle recycle, Instant now) {
    Asked asked = recycle.capacity().asked();
    return Move.hold(
        recycle,
        Hold.Reason.ACTION_IN_DOUBT,
        asked != null && asked.refused()
            ? "AWS has refused a request that changes the service's capacity; waiting until reads confirm that it was not carried out."
            : "AWS has not answered a request that changes the service's capacity; waiting until it shows, or can no longer arrive.",
        now);
  }

  private static Move restoreAutoscaling(
      Recycle recycle,
      Phase.Restoring phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      @Nullable Hold before,
      Instant now) {
    if (isMissed(recycle, seen, before, now)) {
      return targetMissed(recycle, now);
    }
    boolean doubt = recycle.earlierMayStillCome(seen.begunAt());
    if (release(lease, seen.scalableTarget()) instanceof Action.SetScalableTarget release
        && (recycle.doubted() || !wasDone(recycle, release, seen))) {
      if (wasDone(recycle, release, seen)) {
        return Move.actAgain(doubt ? recycle : recycle.withoutDoubt(), release, now);
      }
      return ask(
          leasingTheClamp(recycle, lease, release, seen, now),
          release,
          now,
          new RecycleEvent.AutoscalingReleased(release.max(), release.suspended().scaleIn()));
    }
    if (doubt) {
      return inDoubt(recycle, now);
    }
    if (autoscalingMayStillBeHeld(recycle, lease, seen.begunAt())) {
      return awaitRaise(recycle, now);
    }
    SeenService.Counts counts = seen.service().counts();
    boolean surplus = counts.running() + counts.pending() > counts.desired();
    return surplus && now.isBefore(phase.entered().plus(SURPLUS_PATIENCE))
        ? Move.rest(recycle, Move.WATCHING)
        : Move.end(recycle, phase.outcome(), new RecycleEvent.CapacityRestored(counts.desired()));
  }

  /** Whether a look misses the scalable target, and not enough looks agree yet that it is gone. */
  private static boolean isMissed(
      Recycle recycle, ServiceSnapshot seen, @Nullable Hold before, Instant now) {
    boolean believed =
        before != null && before.believed(Hold.Reason.SCALABLE_TARGET_NOT_FOUND, now);
    return recycle.needsScalableTarget() && seen.scalableTarget() == null && !believed;
  }

  private static Move targetMissed(Recycle recycle, Instant now) {
    return Move.hold(
        recycle,
        Hold.Reason.SCALABLE_TARGET_NOT_FOUND,
        "Application Auto Scaling does not show the service's scalable target any more; looking again before that is believed.",
        now);
  }

  /**
   * Whether AWS accepted that action so long ago that it must show: what looks like ours then was
   * set by somebody else, who by chance chose the same; or by an earlier request of ours that
   * arrived late.
   */
  private static boolean wasDone(Recycle recycle, Action action, ServiceSnapshot seen) {
    return recycle.lastAsked(action)
        && recycle.requireAsked().answered()
        && !recycle.requireAsked().mayStillBeInvisible(seen.begunAt());
  }

  /** Whether what raised (or clamped) the count may be on its way, or be done and not show yet. */
  private static boolean raiseMayStillShow(Recycle recycle, Instant raisedAt, Instant looked) {
    Asked asked = recycle.capacity().asked();
    if (asked == null || !asked.changesCapacity()) {
      return looked.isBefore(raisedAt.plus(Asked.READ_LAG));
    }
    return looked.isBefore(raisedAt.plus(Asked.READ_LAG)) || recycle.lastMayStillCome(looked);
  }

  /** Asks for it once, and again where AWS did not accept it. */
  private static Move ask(Recycle recycle, Action action, Instant now, RecycleEvent event) {
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
        && recycle.lastMayStillCome(looked);
  }
}

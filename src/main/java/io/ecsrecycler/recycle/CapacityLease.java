package io.ecsrecycler.recycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we change of a service's capacity: as found and as we set it. Restoring is compare-and-set:
 * a value is put back only where it still is what we set.
 *
 * @param desired the desired count
 * @param max autoscaling's upper limit; null where it is left alone
 * @param scaleInSuspended whether autoscaling may take tasks away; null where it is left alone
 * @param raisedAt when the desired count was to be raised; null before, and once it is not ours any
 *     more
 * @param suspensionFound everything that was suspended as found, for undoing by hand; null without
 *     autoscaling, and in leases from before that was kept
 */
public record CapacityLease(
    Held<Integer> desired,
    @Nullable Held<Integer> max,
    @Nullable Held<Boolean> scaleInSuspended,
    @Nullable Instant raisedAt,
    ScalableTarget.@Nullable Suspension suspensionFound) {

  /** A lease that does not know what was suspended as found. */
  public CapacityLease(
      Held<Integer> desired,
      @Nullable Held<Integer> max,
      @Nullable Held<Boolean> scaleInSuspended,
      @Nullable Instant raisedAt) {
    this(desired, max, scaleInSuspended, raisedAt, null);
  }

  /**
   * One value, as found and as we set it.
   *
   * @param earlier what we had set before others made us set something else; null where they did
   *     not
   */
  public record Held<T>(T found, T set, @Nullable T earlier) {

    /** A value that we set once. */
    public Held(T found, T set) {
      this(found, set, null);
    }

    boolean isStillOurs(T seen) {
      return seen.equals(set) || seen.equals(earlier);
    }
  }

  /**
   * The lease for adding {@code surge} tasks to what is seen. Autoscaling is left alone where it
   * could not take the extra tasks away, for a scale-in never goes below min; and where touching
   * the target would clamp a desired count that somebody put below min on purpose.
   */
  static CapacityLease of(ServiceSnapshot seen, int surge) {
    int found = seen.service().desiredCount();
    int raised = found + surge;
    Held<Integer> desired = new Held<>(found, raised);
    ScalableTarget target = seen.scalableTarget();
    if (target == null || raised <= target.min() || found < target.min()) {
      return new CapacityLease(desired, null, null, null);
    }
    return new CapacityLease(
        desired,
        target.max() < raised ? new Held<>(target.max(), raised) : null,
        target.suspended().scaleIn() ? null : new Held<>(false, true),
        null,
        target.suspended());
  }

  boolean touchesAutoscaling() {
    return max != null || scaleInSuspended != null;
  }

  CapacityLease raised(Instant now) {
    return new CapacityLease(
        desired, max, scaleInSuspended, raisedAt == null ? now : raisedAt, suspensionFound);
  }

  /**
   * The lease for what is seen now, after somebody else changed the desired count before we did.
   * What we already hold of autoscaling keeps its first "as found".
   *
   * @param theirMax whether the maximum that is seen is somebody else's
   */
  CapacityLease rebasedOn(ServiceSnapshot seen, int surge, boolean theirMax) {
    ScalableTarget target = seen.scalableTarget();
    ServiceSnapshot unheld =
        new ServiceSnapshot(
            seen.begunAt(),
            seen.awsTime(),
            seen.service(),
            seen.tasks(),
            target == null ? null : asFound(target));
    CapacityLease fresh = of(unheld, surge);
    return new CapacityLease(
        fresh.desired(),
        rebasedMax(fresh.max(), theirMax ? target : null),
        fresh.scaleInSuspended() == null ? scaleInSuspended : fresh.scaleInSuspended(),
        null,
        fresh.suspensionFound() == null ? suspensionFound : fresh.suspensionFound());
  }

  /** What we may have set already stays what we set, or it would look like somebody else's. */
  private @Nullable Held<Integer> rebasedMax(
      @Nullable Held<Integer> fresh, @Nullable ScalableTarget theirs) {
    if (max == null) {
      return fresh;
    }
    int found = theirs == null ? max.found() : theirs.max();
    int set = fresh == null ? max.set() : Math.max(max.set(), fresh.set());
    return new Held<>(found, set, set == max.set() ? max.earlier() : max.set());
  }

  /** Whether the maximum is neither as found nor as we are about to set it. */
  boolean isTheirMax(ScalableTarget seen) {
    return max != null && seen.max() != max.found() && !max.isStillOurs(seen.max());
  }

  /** The target with everything that is still ours put back. */
  ScalableTarget asFound(ScalableTarget seen) {
    Integer foundMax = maxToRestore(seen);
    Boolean foundScaleIn = scaleInToRestore(seen);
    return new ScalableTarget(
        seen.min(),
        foundMax == null ? seen.max() : foundMax,
        foundScaleIn == null ? seen.suspended() : seen.suspended().withScaleIn(foundScaleIn));
  }

  /**
   * What max must be put back to; null where it is not ours (any more). It is not ours either once
   * somebody raised min above what we found: that max would be rejected, and they know of ours.
   */
  @Nullable Integer maxToRestore(ScalableTarget seen) {
    return max != null && max.isStillOurs(seen.max()) && seen.min() <= max.found()
        ? max.found()
        : null;
  }

  /** What scale-in must be put back to; null where it is not ours (any more). */
  @Nullable Boolean scaleInToRestore(ScalableTarget seen) {
    return scaleInSuspended != null && scaleInSuspended.isStillOurs(seen.suspended().scaleIn())
        ? scaleInSuspended.found()
        : null;
  }

  /**
   * Whether somebody else has set the desired count since we raised it. What was found does not
   * tell: a lagging look shows it, too.
   */
  boolean lostTo(int seen) {
    return raisedAt != null && seen != desired.found() && !desired.isStillOurs(seen);
  }

  /** Whether the desired count is raised, and by us. */
  boolean holds(int seen) {
    return raisedAt != null && desired.isStillOurs(seen);
  }

  /**
   * The lease after putting autoscaling back will have clamped the desired count: the clamp is our
   * doing, so it is leased too.
   */
  CapacityLease clamping(int theirs, int clamped, Instant now) {
    return new CapacityLease(
        new Held<>(theirs, clamped), max, scaleInSuspended, now, suspensionFound);
  }

  /** The lease once the desired count is no longer ours; autoscaling may still be. */
  CapacityLease desiredCountReturned() {
    return new CapacityLease(desired, max, scaleInSuspended, null, suspensionFound);
  }

  CapacityLease raisedAt(Instant now) {
    return new CapacityLease(desired, max, scaleInSuspended, now, suspensionFound);
  }

  /** The same, raised not later than now. */
  CapacityLease bounded(Instant now) {
    return new CapacityLease(
        desired, max, scaleInSuspended, Timeline.pastOrNull(raisedAt, now), suspensionFound);
  }

  /** Whether anything may have to be put back. */
  boolean holdsAnything() {
    return raisedAt != null || touchesAutoscaling();
  }

  /** How autoscaling is kept from undoing us, for a person. */
  String heldSentence() {
    return new RecycleEvent.AutoscalingHeld(
            max == null ? null : max.set(), scaleInSuspended != null)
        .sentence();
  }

  /** What is left changed, and how to undo it by hand, for a person. */
  String left(Recycle recycle) {
    return ByHand.of(this, recycle);
  }

  /** Whether that action takes hold of autoscaling rather than letting go of it. */
  boolean isSetBy(Action.SetScalableTarget action) {
    return scaleInSuspended != null && scaleInSuspended.isStillOurs(action.suspended().scaleIn())
        || max != null && action.max() != null && max.isStillOurs(action.max());
  }
}

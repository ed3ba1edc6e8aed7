package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one recycle.
 *
 * @param id the job's id
 * @param spec what was asked for
 * @param phase where it stands
 * @param plan the old tasks and what became of them; null while planning
 * @param capacity what we hold of the service's capacity and what we asked last
 * @param brakes what keeps it from going on
 */
public record Recycle(
    String id,
    RecycleSpec spec,
    Phase phase,
    @Nullable Plan plan,
    Capacity capacity,
    Brakes brakes) {

  /**
   * What we hold and what we said last.
   *
   * @param lease capacity as found and as set; null where nothing was raised
   * @param asked the last action that was intended; null before the first
   * @param doubtUntil until when an earlier change of capacity, which AWS never answered, may still
   *     arrive; null where none may
   */
  public record Capacity(
      @Nullable CapacityLease lease, @Nullable Asked asked, @Nullable Instant doubtUntil) {

    /** Every earlier change was answered. */
    public Capacity(@Nullable CapacityLease lease, @Nullable Asked asked) {
      this(lease, asked, null);
    }
  }

  /** A recycle that was just asked for. */
  public static Recycle requested(String id, RecycleSpec spec) {
    return new Recycle(id, spec, new Phase.Planning(), null, new Capacity(null, null), Brakes.OFF);
  }

  /** Whether nothing more will happen. */
  public boolean ended() {
    return phase instanceof Phase.Ended;
  }

  /** Why nothing is stopped right now; null when nothing is in the way. */
  public @Nullable Hold hold() {
    return brakes.hold();
  }

  /** Whether somebody, or a checkpoint, has paused it and it is not on its way out. */
  public boolean paused() {
    return brakes.pause() != null && !ended() && !(phase instanceof Phase.Restoring);
  }

  /** Whether the rules need the tasks at the next look: putting capacity back does not. */
  public boolean needsTasks() {
    return switch (phase) {
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> true;
      case Phase.Restoring _, Phase.Ended _ -> false;
    };
  }

  /**
   * Tasks that a look must describe though ECS may no longer list them as running: old ones that
   * are not done, new ones that may take their place, and those that did, for they must live.
   */
  public Set<String> watchedTasks() {
    if (plan == null || !needsTasks()) {
      return Set.of();
    }
    Set<String> watched = new HashSet<>();
    for (Slot slot : plan.slots()) {
      switch (slot.state()) {
        case Slot.Waiting _ -> watched.add(slot.taskArn());
        case Slot.Stopping it -> {
          watched.add(slot.taskArn());
          watched.addAll(it.candidates());
        }
        case Slot.Replaced it -> watched.add(it.by());
        case Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> {}
      }
    }
    return watched;
  }

  /** Tasks that a look must tell the scale-in protection of: those that may be stopped next. */
  public Set<String> tasksToAskProtectionOf() {
    if (spec.caution().protectedTasks() == RecycleSpec.ProtectedTasks.STOP
        || plan == null
        || !(phase instanceof Phase.Recycling batch)) {
      return Set.of();
    }
    Set<String> next = new HashSet<>();
    StopTask.unanswered(this).map(Slot::taskArn).ifPresent(next::add);
    if (batchHasRoom(batch)) {
      plan.waiting().stream().map(Slot::taskArn).forEach(next::add);
    }
    return next;
  }

  /** Whether one more task of the batch may be stopped, as far as the batch is concerned. */
  boolean batchHasRoom(Phase.Recycling batch) {
    return brakes.ending() == null
        && brakes.pause() == null
        && batch.stopped() < requirePlan().strength().batch();
  }

  /**
   * Whether the rules can need the scalable target at the next look. While the desired count has to
   * be put back they do not: what cannot be read must not keep it up.
   */
  public boolean needsScalableTarget() {
    if (spec.caution().ignoreAutoscaling()) {
      return false;
    }
    return switch (phase) {
      case Phase.Planning _, Phase.Surging _ -> true;
      case Phase.Restoring _ -> lease() != null && restoresAutoscaling(lease());
      case Phase.Recycling _, Phase.Settling _, Phase.Ended _ -> false;
    };
  }

  private boolean restoresAutoscaling(CapacityLease held) {
    boolean releasing =
        capacity.asked() != null && capacity.asked().action() instanceof Action.SetScalableTarget;
    return held.touchesAutoscaling() && (held.raisedAt() == null || releasing);
  }

  /** The same, knowing that AWS has accepted the action that was asked last. */
  public Recycle answered(Instant now) {
    Asked asked = capacity.asked();
    return asked == null ? this : with(asked.accepted(now));
  }

  /** The same, knowing that AWS has refused the action that was asked last. */
  public Recycle refused(Instant now) {
    Asked asked = capacity.asked();
    return asked == null ? this : with(asked.refusedBy(now));
  }

  /** Whether the last action was not accepted: refused, or never answered as far as we know. */
  boolean unanswered() {
    return capacity.asked() != null && !capacity.asked().answered();
  }

  /** Whether a look that began then may miss the last action though it was, or will be, done. */
  boolean lastMayStillCome(Instant looked) {
    return capacity.asked() != null && capacity.asked().mayStillCome(looked, inDoubt());
  }

  /** Whether an earlier change of capacity may still arrive after a look that began then. */
  boolean earlierMayStillCome(Instant looked) {
    return capacity.doubtUntil() != null && looked.isBefore(capacity.doubtUntil());
  }

  /**
   * Whether an earlier change of capacity may have arrived late: the first look after it can no
   * longer arrive is the one that tells.
   */
  boolean doubted() {
    return capacity.doubtUntil() != null;
  }

  Recycle withoutDoubt() {
    return with(new Capacity(capacity.lease(), capacity.asked(), null));
  }

  /** The same, every request asked for now: what is not answered may arrive as late as ever. */
  Recycle askedAt(Instant now) {
    CapacityLease held = capacity.lease();
    Asked asked = capacity.asked();
    return with(
        new Capacity(
            held == null || held.raisedAt() == null ? held : held.raisedAt(now),
            asked == null ? null : asked.movedTo(now, inDoubt()),
            doubted() ? now.plus(inDoubt()) : null));
  }

  private Duration inDoubt() {
    Duration asked = spec.patience().inDoubt();
    return asked == null ? Asked.IN_DOUBT : asked;
  }

  /** The last action, which there must have been. */
  Asked requireAsked() {
    Asked asked = capacity.asked();
    if (asked == null) {
      throw new IllegalStateException("a recycle in " + phase + " has asked for nothing");
    }
    return asked;
  }

  boolean lastAsked(Action action) {
    return capacity.asked() != null && capacity.asked().action().equals(action);
  }

  @Nullable CapacityLease lease() {
    return capacity.lease();
  }

  Recycle asking(Action action, Instant now) {
    Asked before = capacity.asked();
    Asked next =
        before != null && before.action().equals(action)
            ? before.again(now, inDoubt())
            : new Asked(action, now, false);
    return with(new Capacity(capacity.lease(), next, doubt()));
  }

  /** Until when any change of capacity that was asked for so far may still arrive. */
  private @Nullable Instant doubt() {
    Asked before = capacity.asked();
    if (before == null || before.answered() || !before.changesCapacity()) {
      return capacity.doubtUntil();
    }
    Instant until = before.until(inDoubt());
    return earlierMayStillCome(until) ? capacity.doubtUntil() : until;
  }

  Recycle with(Phase next) {
    return new Recycle(id, spec, next, plan, capacity, brakes);
  }

  Recycle with(Plan next) {
    return new Recycle(id, spec, phase, next, capacity, brakes);
  }

  Recycle with(CapacityLease next) {
    return with(new Capacity(next, capacity.asked(), capacity.doubtUntil()));
  }

  Recycle with(Brakes next) {
    return new Recycle(id, spec, phase, plan, capacity, next);
  }

  /** The same with those brakes, and with no instant of its capacity later than it can be. */
  Recycle boundedAt(Instant now, Brakes bounded) {
    CapacityLease held = capacity.lease();
    Asked asked = capacity.asked();
    Instant until = capacity.doubtUntil();
    return new Recycle(
        id,
        spec,
        phase,
        plan,
        new Capacity(
            held == null ? null : held.bounded(now),
            asked == null ? null : asked.bounded(now, inDoubt()),
            until == null ? null : Timeline.within(until, now, inDoubt())),
        bounded);
  }

  Recycle held(@Nullable Hold next) {
    return with(brakes.held(next));
  }

  /** Ends as that as soon as nothing is in flight, unless it is ending already. */
  Recycle endingAs(Outcome outcome, Instant now) {
    return brakes.ending() == null ? with(brakes.ending(outcome, now)) : this;
  }

  private Recycle with(Asked next) {
    return with(new Capacity(capacity.lease(), next, capacity.doubtUntil()));
  }

  private Recycle with(Capacity next) {
    return new Recycle(id, spec, phase, plan, next, brakes);
  }

  /** The plan, which every phase after planning has. */
  Plan requirePlan() {
    if (plan == null) {
      throw new IllegalStateException("a recycle in " + phase + " has no plan");
    }
    return plan;
  }
}

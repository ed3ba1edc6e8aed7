package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
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
   */
  public record Capacity(@Nullable CapacityLease lease, @Nullable Asked asked) {}

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

  /** Tasks that a look must describe though ECS may no longer list them as running. */
  public Set<String> watchedTasks() {
    if (plan == null) {
      return Set.of();
    }
    Set<String> watched =
        plan.slots().stream()
            .filter(slot -> !slot.done())
            .map(Slot::taskArn)
            .collect(Collectors.toSet());
    plan.slots().stream()
        .map(Slot::state)
        .filter(Slot.Stopping.class::isInstance)
        .map(Slot.Stopping.class::cast)
        .forEach(it -> watched.addAll(it.candidates()));
    if (phase instanceof Phase.Settling it) {
      watched.addAll(it.replacements());
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

  /** Whether the rules can need the scalable target at the next look. */
  public boolean needsScalableTarget() {
    return switch (phase) {
      case Phase.Planning _, Phase.Surging _ -> true;
      case Phase.Recycling _, Phase.Settling _, Phase.Restoring _ ->
          capacity.lease() != null && capacity.lease().touchesAutoscaling();
      case Phase.Ended _ -> false;
    };
  }

  /** The same, knowing that AWS has accepted the action that was asked last. */
  public Recycle answered(Instant now) {
    Asked asked = capacity.asked();
    return asked == null ? this : with(new Capacity(capacity.lease(), asked.accepted(now)));
  }

  /** Whether the last action was said and AWS has not answered it, as far as we know. */
  boolean unanswered() {
    return capacity.asked() != null && !capacity.asked().answered();
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
    return with(new Capacity(capacity.lease(), new Asked(action, now, false)));
  }

  Recycle with(Phase next) {
    return new Recycle(id, spec, next, plan, capacity, brakes);
  }

  Recycle with(Plan next) {
    return new Recycle(id, spec, phase, next, capacity, brakes);
  }

  Recycle with(CapacityLease next) {
    return with(new Capacity(next, capacity.asked()));
  }

  Recycle with(Brakes next) {
    return new Recycle(id, spec, phase, plan, capacity, next);
  }

  Recycle held(@Nullable Hold next) {
    return with(brakes.held(next));
  }

  /** Ends as that as soon as nothing is in flight, unless it is ending already. */
  Recycle endingAs(Outcome outcome) {
    return brakes.ending() == null ? with(brakes.ending(outcome)) : this;
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

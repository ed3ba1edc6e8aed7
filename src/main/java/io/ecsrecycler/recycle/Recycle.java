package io.ecsrecycler.recycle;

import java.time.Instant;
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
 * @param hold why nothing is stopped right now; null when nothing is in the way
 */
public record Recycle(
    String id,
    RecycleSpec spec,
    Phase phase,
    @Nullable Plan plan,
    Capacity capacity,
    @Nullable Hold hold) {

  /**
   * What we hold and what we said last.
   *
   * @param lease capacity as found and as set; null where nothing was raised
   * @param asked the last action that was intended; null before the first
   */
  public record Capacity(@Nullable CapacityLease lease, @Nullable Asked asked) {}

  /** A recycle that was just asked for. */
  public static Recycle requested(String id, RecycleSpec spec) {
    return new Recycle(id, spec, new Phase.Planning(), null, new Capacity(null, null), null);
  }

  /** Whether nothing more will happen. */
  public boolean ended() {
    return phase instanceof Phase.Ended;
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
    return watched;
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

  /** The same, knowing that AWS accepted the action that was asked last. */
  public Recycle answered() {
    Asked asked = capacity.asked();
    return asked == null ? this : with(new Capacity(capacity.lease(), asked.accepted()));
  }

  /** Whether the last action was said and AWS has not answered it, as far as we know. */
  boolean unanswered() {
    return capacity.asked() != null && !capacity.asked().answered();
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
    return new Recycle(id, spec, next, plan, capacity, hold);
  }

  Recycle with(Plan next) {
    return new Recycle(id, spec, phase, next, capacity, hold);
  }

  Recycle with(CapacityLease next) {
    return with(new Capacity(next, capacity.asked()));
  }

  Recycle held(@Nullable Hold next) {
    return new Recycle(id, spec, phase, plan, capacity, next);
  }

  private Recycle with(Capacity next) {
    return new Recycle(id, spec, phase, plan, next, hold);
  }

  /** The plan, which every phase after planning has. */
  Plan requirePlan() {
    if (plan == null) {
      throw new IllegalStateException("a recycle in " + phase + " has no plan");
    }
    return plan;
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this recycle set out to do; fixed when it begins.
 *
 * @param strength how strong the service is to stay
 * @param begun when the plan was made
 * @param checkpoint after how many recycled tasks to pause; null for never (any more)
 * @param slots the old tasks in the order of their turn
 * @param bystanders tasks that were there and are not part of it, and the extra tasks once they
 *     serve
 * @param service which service it was made for; null in plans from before that was kept
 */
public record Plan(
    Strength strength,
    Instant begun,
    @Nullable Integer checkpoint,
    List<Slot> slots,
    Set<String> bystanders,
    @Nullable ServiceIdentity service) {

  /** A plan that does not know its service's identity. */
  public Plan(
      Strength strength,
      Instant begun,
      @Nullable Integer checkpoint,
      List<Slot> slots,
      Set<String> bystanders) {
    this(strength, begun, checkpoint, slots, bystanders, null);
  }

  public Plan {
    slots = List.copyOf(slots);
    bystanders = Set.copyOf(bystanders);
  }

  /**
   * How strong the service is to stay.
   *
   * @param originalDesiredCount the desired count as found
   * @param floor how many healthy tasks must always remain
   * @param batch how many tasks may be between stop and replacement
   */
  public record Strength(int originalDesiredCount, int floor, int batch) {

    /** Whether extra tasks keep the service at its full strength. */
    boolean full() {
      return floor >= originalDesiredCount;
    }
  }

  /** The desired count as found. */
  public int originalDesiredCount() {
    return strength.originalDesiredCount();
  }

  /** How many healthy tasks must always remain, at the desired count as found. */
  public int floor() {
    return strength.floor();
  }

  /**
   * How many healthy tasks must remain at that desired count. Where a batch less than the desired
   * count is enough, a desired count that others lowered lowers the floor with it.
   */
  int floorAt(int desired) {
    return strength.full()
        ? strength.floor()
        : Math.min(strength.floor(), Math.max(0, desired - strength.batch()));
  }

  /** The slots whose turn has not come. */
  List<Slot> waiting() {
    return slots.stream().filter(slot -> slot.state() instanceof Slot.Waiting).toList();
  }

  /** Whether a stop of ours is still without its replacement. */
  boolean inFlight() {
    return slots.stream().anyMatch(slot -> slot.state() instanceof Slot.Stopping);
  }

  /** Whether that task was there when the plan was made. */
  boolean knows(String taskArn) {
    return bystanders.contains(taskArn)
        || slots.stream().anyMatch(slot -> slot.taskArn().equals(taskArn));
  }

  /** Every task that is known to have been there, beyond those that took an old one's place. */
  Set<String> known() {
    Set<String> known = new HashSet<>(bystanders);
    slots.stream().map(Slot::taskArn).forEach(known::add);
    return known;
  }

  /** Whether that task already stands for one that was recycled, or has failed to. */
  boolean claims(String taskArn) {
    return slots.stream()
        .map(Slot::state)
        .anyMatch(state ->
            switch (state) {
              case Slot.Replaced it -> it.by().equals(taskArn);
              case Slot.Failed it -> taskArn.equals(it.by());
              case Slot.Waiting _, Slot.Stopping _, Slot.Gone _, Slot.Skipped _ -> false;
            });
  }

  /** Whether as many were stopped as are to be watched before the rest. */
  boolean atCheckpoint() {
    return checkpoint != null
        && count(Slot.Replaced.class) + count(Slot.Failed.class) + count(Slot.Stopping.class)
            >= checkpoint;
  }

  /** The place of a slot in the order, counted from 1. */
  int number(Slot slot) {
    return slots.stream().map(Slot::taskArn).toList().indexOf(slot.taskArn()) + 1;
  }

  Plan with(Slot changed) {
    return map(slot -> slot.taskArn().equals(changed.taskArn()) ? changed : slot);
  }

  Plan map(UnaryOperator<Slot> change) {
    return new Plan(
        strength, begun, checkpoint, slots.stream().map(change).toList(), bystanders, service);
  }

  Plan with(Strength changed) {
    return new Plan(changed, begun, checkpoint, slots, bystanders, service);
  }

  Plan begunAt(Instant at) {
    return new Plan(strength, at, checkpoint, slots, bystanders, service);
  }

  Plan pastCheckpoint() {
    return new Plan(strength, begun, null, slots, bystanders, service);
  }

  /** The same, knowing that those tasks were there as well. */
  Plan knowing(Collection<SeenTask> tasks) {
    Set<String> planned = slots.stream().map(Slot::taskArn).collect(Collectors.toSet());
    Set<String> others = new HashSet<>(bystanders);
    tasks.stream().map(SeenTask::arn).filter(arn -> !planned.contains(arn)).forEach(others::add);
    return new Plan(strength, begun, checkpoint, slots, others, service);
  }

  /** How many slots stand as {@code state}. */
  public int count(Class<? extends Slot.State> state) {
    return (int) slots.stream().filter(slot -> state.isInstance(slot.state())).count();
  }

  /** How many slots are done, one way or another. */
  public int done() {
    return (int) slots.stream().filter(Slot::done).count();
  }
}

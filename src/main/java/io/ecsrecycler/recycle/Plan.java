package io.ecsrecycler.recycle;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What this recycle set out to do; fixed when it begins.
 *
 * @param originalDesiredCount the desired count as found
 * @param floor how many healthy tasks must always remain
 * @param slots the old tasks in the order of their turn
 */
public record Plan(int originalDesiredCount, int floor, List<Slot> slots) {

  public Plan {
    slots = List.copyOf(slots);
  }

  /** The slot whose turn it is, if any is left. */
  Optional<Slot> next() {
    return slots.stream().filter(slot -> slot.state() instanceof Slot.Waiting).findFirst();
  }

  /** Whether a stop of ours is still without its replacement. */
  boolean inFlight() {
    return slots.stream().anyMatch(slot -> slot.state() instanceof Slot.Stopping);
  }

  boolean includes(String taskArn) {
    return slots.stream().anyMatch(slot -> slot.taskArn().equals(taskArn));
  }

  /** Whether that task already stands for one that was recycled. */
  boolean claims(String taskArn) {
    return slots.stream()
        .anyMatch(slot -> slot.state() instanceof Slot.Replaced it && it.by().equals(taskArn));
  }

  /** The place of a slot in the order, counted from 1. */
  int number(Slot slot) {
    return slots.stream().map(Slot::taskArn).toList().indexOf(slot.taskArn()) + 1;
  }

  Plan with(Slot changed) {
    return map(slot -> slot.taskArn().equals(changed.taskArn()) ? changed : slot);
  }

  Plan map(UnaryOperator<Slot> change) {
    return new Plan(originalDesiredCount, floor, slots.stream().map(change).toList());
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

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One old task and what became of it.
 *
 * @param taskArn the old task
 * @param state where it stands
 */
public record Slot(String taskArn, State state) {

  /** Where an old task stands. */
  public sealed interface State {}

  /** Not touched yet. */
  public record Waiting() implements State {}

  /**
   * We have asked ECS to stop it, and wait for the task that takes its place.
   *
   * @param since when we first intended to
   * @param deadline when its replacement must be healthy
   * @param known every task seen just before: none of them can be the replacement
   * @param candidates tasks that appeared since and may be the replacement
   * @param servingSince since when those of them that serve have been seen serving
   */
  public record Stopping(
      Instant since,
      Instant deadline,
      Set<String> known,
      Set<String> candidates,
      Map<String, Instant> servingSince)
      implements State {
    public Stopping {
      known = Set.copyOf(known);
      candidates = Set.copyOf(candidates);
      servingSince = Map.copyOf(servingSince);
    }

    /** Just stopped: nobody has appeared yet. */
    static Stopping begun(Instant since, Instant deadline, Set<String> known) {
      return new Stopping(since, deadline, known, Set.of(), Map.of());
    }

    Stopping until(Instant changed) {
      return new Stopping(since, changed, known, candidates, servingSince);
    }

    Stopping seeing(Set<String> appeared, Map<String, Instant> serving) {
      return new Stopping(since, deadline, known, appeared, serving);
    }
  }

  /**
   * Recycled: another task is healthy in its place.
   *
   * @param by the new task's ARN
   */
  public record Replaced(String by, Instant stoppedAt, Instant replacedAt) implements State {}

  /** Stopped by somebody or something else before its turn came. */
  public record Gone(Instant at) implements State {}

  /** Left alone on purpose. */
  public record Skipped(String why) implements State {}

  /** Stopped, and no healthy replacement came. */
  public record Failed(Instant stoppedAt, Failure failure) implements State {}

  static Slot waiting(String taskArn) {
    return new Slot(taskArn, new Waiting());
  }

  Slot now(State next) {
    return new Slot(taskArn, next);
  }

  /** Whether nothing more will happen to it. */
  public boolean done() {
    return switch (state) {
      case Waiting _, Stopping _ -> false;
      case Replaced _, Gone _, Skipped _, Failed _ -> true;
    };
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One old task and what became of it.
 *
 * @param taskArn the old task
 * @param state where it stands
 */
public record Slot(String taskArn, State state) {

  /** Where an old task stands. */
  public sealed interface State {}

  /**
   * Not touched yet.
   *
   * @param missingSince since when looks have not shown the task; null while they do. One such look
   *     may be wrong
   */
  public record Waiting(@Nullable Instant missingSince) implements State {

    /** Its task is there. */
    public Waiting() {
      this(null);
    }
  }

  /**
   * We have asked ECS to stop it, and wait for the task that takes its place.
   *
   * @param since when we first intended to
   * @param deadline when its replacement must be healthy
   * @param known every task seen just before: none of them can be the replacement
   * @param candidates tasks that appeared since and may be the replacement
   * @param servingSince since when those of them that serve have been seen serving
   * @param unplacedSince since when ECS has been saying that it finds no place for a new task,
   *     though the old one has left its own; null while it does not
   */
  public record Stopping(
      Instant since,
      Instant deadline,
      Set<String> known,
      Set<String> candidates,
      Map<String, Instant> servingSince,
      @Nullable Instant unplacedSince)
      implements State {
    public Stopping {
      known = Set.copyOf(known);
      candidates = Set.copyOf(candidates);
      servingSince = Map.copyOf(servingSince);
    }

    /** A task that ECS has found a place for, or has not been asked to yet. */
    public Stopping(
        Instant since,
        Instant deadline,
        Set<String> known,
        Set<String> candidates,
        Map<String, Instant> servingSince) {
      this(since, deadline, known, candidates, servingSince, null);
    }

    /** Just stopped: no new task has appeared yet. */
    static Stopping begun(Instant since, Instant deadline, Set<String> known) {
      return new Stopping(since, deadline, known, Set.of(), Map.of());
    }

    Stopping until(Instant changed) {
      return new Stopping(since, changed, known, candidates, servingSince, unplacedSince);
    }

    Stopping seeing(Set<String> appeared, Map<String, Instant> serving) {
      return new Stopping(since, deadline, known, appeared, serving, unplacedSince);
    }

    /** The same as another process begins to watch it. */
    Stopping watchedAnew(Instant until, Instant now) {
      Map<String, Instant> serving = new HashMap<>(servingSince);
      serving.replaceAll((_, _) -> now);
      return new Stopping(since, until, known, candidates, serving, null);
    }

    /** The same with no instant later than it can be. */
    Stopping within(Instant now, Duration patience) {
      Map<String, Instant> serving = new HashMap<>(servingSince);
      serving.replaceAll((_, from) -> Timeline.past(from, now));
      return new Stopping(
          Timeline.past(since, now),
          Timeline.within(deadline, now, patience),
          known,
          candidates,
          serving,
          Timeline.pastOrNull(unplacedSince, now));
    }

    Stopping unplaced(@Nullable Instant from) {
      return new Stopping(since, deadline, known, candidates, servingSince, from);
    }
  }

  /**
   * Recycled: another task is healthy in its place.
   *
   * @param by the new task's ARN
   */
  public record Replaced(String by, Instant stoppedAt, Instant replacedAt) implements State {}

  /** Stopped by others before its turn came, or stopped by us where no replacement is wanted. */
  public record Gone(Instant at) implements State {}

  /** Left alone on purpose. */
  public record Skipped(String why) implements State {}

  /**
   * Stopped, and no healthy replacement came, or it did not live.
   *
   * @param by the new task that did not live; null where none came
   */
  public record Failed(Instant stoppedAt, Failure failure, @Nullable String by) implements State {

    /** No new task came. */
    public Failed(Instant stoppedAt, Failure failure) {
      this(stoppedAt, failure, null);
    }
  }

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

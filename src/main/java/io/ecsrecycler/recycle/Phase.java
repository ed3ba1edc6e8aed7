package io.ecsrecycler.recycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a recycle stands: Planning → Surging → (Recycling → Settling)* → Restoring → Ended. Each
 * waiting phase carries when it was entered and when it must have ended.
 */
public sealed interface Phase {

  /** No plan was made yet. */
  record Planning() implements Phase {}

  /**
   * The extra tasks are being added and awaited.
   *
   * @param deadline when the extra tasks must be healthy
   * @param servingSince when they were first seen serving; null before
   * @param unplacedSince since when ECS has been saying that it finds no place for them; null while
   *     it does not
   */
  record Surging(
      Instant entered,
      Instant deadline,
      @Nullable Instant servingSince,
      @Nullable Instant unplacedSince)
      implements Phase {

    /** The extra tasks are awaited from now on. */
    public Surging(Instant entered, Instant deadline, @Nullable Instant servingSince) {
      this(entered, deadline, servingSince, null);
    }
  }

  /**
   * A batch of old tasks is stopped in its turn; each stopped slot carries its own deadline.
   *
   * @param stopped how many of this batch were stopped
   */
  record Recycling(Instant entered, int stopped) implements Phase {}

  /**
   * The pause after a batch.
   *
   * @param until when the next one may begin
   */
  record Settling(Instant entered, Instant until) implements Phase {}

  /**
   * Capacity and autoscaling are being put back, for as long as it takes.
   *
   * @param outcome how the recycle will have ended then
   */
  record Restoring(Instant entered, Outcome outcome) implements Phase {}

  /**
   * Nothing more will happen.
   *
   * @param outcome how it ended
   * @param left what is left of our changes and how to undo it, one sentence for people; null where
   *     everything was put back
   */
  record Ended(Outcome outcome, @Nullable String left) implements Phase {

    /** Everything was put back. */
    public Ended(Outcome outcome) {
      this(outcome, null);
    }
  }
}

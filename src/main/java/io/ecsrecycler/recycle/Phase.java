package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Set;
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
   */
  record Surging(Instant entered, Instant deadline, @Nullable Instant servingSince)
      implements Phase {

    Surging serving(@Nullable Instant since) {
      return new Surging(entered, deadline, since);
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
   * @param replacements the batch's new tasks, which must not die meanwhile
   */
  record Settling(Instant entered, Instant until, Set<String> replacements) implements Phase {
    public Settling {
      replacements = Set.copyOf(replacements);
    }
  }

  /**
   * Capacity and autoscaling are being put back, for as long as it takes.
   *
   * @param outcome how the recycle will have ended then
   */
  record Restoring(Instant entered, Outcome outcome) implements Phase {}

  /** Nothing more will happen. */
  record Ended(Outcome outcome) implements Phase {}
}

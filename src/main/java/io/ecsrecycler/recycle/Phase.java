package io.ecsrecycler.recycle;

import java.time.Instant;

/**
 * Where a recycle stands: Planning → Surging → (Recycling → Settling)* → Restoring → Ended. Each
 * waiting phase carries when it was entered and when it must have ended.
 */
public sealed interface Phase {

  /** Nothing was looked at yet. */
  record Planning() implements Phase {}

  /**
   * The extra task is being added and awaited.
   *
   * @param deadline when the extra task must be healthy
   */
  record Surging(Instant entered, Instant deadline) implements Phase {}

  /** Old tasks are stopped in their turn; each stopped slot carries its own deadline. */
  record Recycling(Instant entered) implements Phase {}

  /**
   * The pause after a recycled task.
   *
   * @param until when the next one may be stopped
   */
  record Settling(Instant entered, Instant until) implements Phase {}

  /**
   * Capacity and autoscaling are being put back, for as long as it takes.
   *
   * @param outcome how the recycle will have ended then
   */
  record Restoring(Instant entered, Outcome outcome) implements Phase {}

  /** Nothing more will happen. */
  record Ended(Outcome outcome) implements Phase {}
}

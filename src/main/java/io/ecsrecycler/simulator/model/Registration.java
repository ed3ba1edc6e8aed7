package io.ecsrecycler.simulator.model;

import org.jspecify.annotations.Nullable;

/** What a RegisterScalableTarget says; null is what it leaves out. */
public record Registration(
    String resourceId,
    @Nullable Integer minCapacity,
    @Nullable Integer maxCapacity,
    @Nullable String roleArn,
    @Nullable PartialSuspension suspension) {

  /** A SuspendedState as sent, of which members may be missing. */
  public record PartialSuspension(
      @Nullable Boolean dynamicIn, @Nullable Boolean dynamicOut, @Nullable Boolean scheduled) {}
}

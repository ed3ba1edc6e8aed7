package io.ecsrecycler.recycle;

import org.jspecify.annotations.Nullable;

/** One call that changes something at AWS. Safe to repeat: absolute values, named ARNs. */
public sealed interface Action {

  /**
   * StopTask.
   *
   * @param taskArn the task
   * @param reason at most 255 characters
   */
  record StopTask(String taskArn, String reason) implements Action {}

  /** UpdateService with nothing but a desired count: starts no deployment. */
  record SetDesiredCount(int value) implements Action {}

  /**
   * RegisterScalableTarget. It clamps the desired count into [min, max] at once, whatever is sent;
   * fields left out keep their value.
   *
   * @param max the new upper limit, null to leave it
   * @param suspended what is suspended from now on, all three
   */
  record SetScalableTarget(@Nullable Integer max, ScalableTarget.Suspension suspended)
      implements Action {}
}

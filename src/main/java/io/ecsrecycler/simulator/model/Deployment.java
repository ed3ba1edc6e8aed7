package io.ecsrecycler.simulator.model;

import java.time.Instant;

/**
 * One deployment of a service. The newest is PRIMARY, older ones are ACTIVE until it is complete.
 *
 * @param failedTasks tasks that never got to RUNNING
 */
public record Deployment(
    String id, TaskDefinition definition, Instant createdAt, Rollout rollout, int failedTasks) {

  /** How a rollout stands, as ECS names it. */
  public enum RolloutState {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /**
   * How far it is.
   *
   * @param updatedAt when it last changed
   * @param notBefore it is not complete earlier than that, however fast its tasks are
   */
  public record Rollout(RolloutState state, Instant updatedAt, Instant notBefore) {}

  static Deployment started(String id, TaskDefinition definition, Instant at, Instant notBefore) {
    Rollout begun = new Rollout(RolloutState.IN_PROGRESS, at, notBefore);
    return new Deployment(id, definition, at, begun, 0);
  }

  /** How it stands; only the newest one is still at work where it is IN_PROGRESS. */
  public RolloutState state() {
    return rollout.state();
  }

  boolean inProgress() {
    return state() == RolloutState.IN_PROGRESS;
  }

  boolean completed() {
    return state() == RolloutState.COMPLETED;
  }

  boolean failed() {
    return state() == RolloutState.FAILED;
  }

  Deployment complete(Instant at) {
    return in(new Rollout(RolloutState.COMPLETED, at, rollout.notBefore()));
  }

  Deployment failed(Instant at) {
    return in(new Rollout(RolloutState.FAILED, at, rollout.notBefore()));
  }

  Deployment updated(Instant at) {
    return in(new Rollout(rollout.state(), at, rollout.notBefore()));
  }

  Deployment withFailedTask() {
    return new Deployment(id, definition, createdAt, rollout, failedTasks + 1);
  }

  private Deployment in(Rollout changed) {
    return new Deployment(id, definition, createdAt, changed, failedTasks);
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Instant;

/**
 * One deployment of a service. The newest is PRIMARY, older ones are ACTIVE until it is complete.
 *
 * @param failedTasks tasks that never got to RUNNING
 */
public record Deployment(
    String id, TaskDefinition definition, Instant createdAt, Rollout rollout, int failedTasks) {

  /**
   * How far it is.
   *
   * @param updatedAt when it last changed
   * @param notBefore it is not complete earlier than that, however fast its tasks are
   */
  public record Rollout(boolean completed, Instant updatedAt, Instant notBefore) {}

  static Deployment started(String id, TaskDefinition definition, Instant at, Instant notBefore) {
    return new Deployment(id, definition, at, new Rollout(false, at, notBefore), 0);
  }

  public boolean completed() {
    return rollout.completed();
  }

  Deployment complete(Instant at) {
    Rollout done = new Rollout(true, at, rollout.notBefore());
    return new Deployment(id, definition, createdAt, done, failedTasks);
  }

  Deployment updated(Instant at) {
    Rollout touched = new Rollout(rollout.completed(), at, rollout.notBefore());
    return new Deployment(id, definition, createdAt, touched, failedTasks);
  }

  Deployment withFailedTask() {
    return new Deployment(id, definition, createdAt, rollout, failedTasks + 1);
  }
}

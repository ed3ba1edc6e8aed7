package io.ecsrecycler.simulator.model;

/** The life cycle of a task, in order (ECS Developer Guide, "Task lifecycle"). */
public enum TaskStatus {
  PROVISIONING,
  PENDING,
  ACTIVATING,
  RUNNING,
  DEACTIVATING,
  STOPPING,
  DEPROVISIONING,
  STOPPED;

  /** Created, and on its way to RUNNING. */
  public boolean starting() {
    return compareTo(RUNNING) < 0;
  }
}

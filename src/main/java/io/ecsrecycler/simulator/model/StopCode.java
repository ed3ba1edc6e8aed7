package io.ecsrecycler.simulator.model;

/** Why a task stopped, of ECS's list those that happen here. */
public enum StopCode {
  USER_INITIATED("UserInitiated"),
  SCHEDULER_INITIATED("ServiceSchedulerInitiated"),
  ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited");

  private final String wire;

  StopCode(String wire) {
    this.wire = wire;
  }

  /** As ECS spells it. */
  public String wire() {
    return wire;
  }
}

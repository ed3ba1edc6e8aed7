package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;

/** Finds task definitions for calls that start tasks, which say so in other words than Describe. */
final class Definitions {

  private Definitions() {}

  static TaskDefinition of(World world, String nameOrArn) {
    return world
        .definitions()
        .find(nameOrArn)
        .orElseThrow(() -> SimulatedFault.client("ClientException", "TaskDefinition not found."));
  }
}

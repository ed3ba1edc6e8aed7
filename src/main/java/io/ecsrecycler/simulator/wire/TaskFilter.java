package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * The filters of ListTasks. ECS never sets a desiredStatus to PENDING, so that filter finds
 * nothing; there is none on lastStatus.
 */
record TaskFilter(
    String desiredStatus,
    @Nullable String family,
    @Nullable String launchType,
    @Nullable String startedBy,
    boolean onInstance) {

  static TaskFilter of(Input input) {
    String desiredStatus = input.string("desiredStatus", "RUNNING");
    switch (desiredStatus) {
      case "RUNNING", "PENDING", "STOPPED" -> {}
      default -> throw SimulatedFault.invalid("desiredStatus cannot be " + desiredStatus + ".");
    }
    return new TaskFilter(
        desiredStatus,
        input.string("family"),
        input.string("launchType"),
        input.string("startedBy"),
        input.has("containerInstance"));
  }

  boolean takes(Service service) {
    return !onInstance
        && (launchType == null || launchType.equals(service.settings().launchType()));
  }

  boolean takes(Task task) {
    return task.desiredStatus().name().equals(desiredStatus)
        && (family == null || family.equals(task.origin().definition().family()))
        && (startedBy == null || startedBy.equals(task.origin().deploymentId()));
  }
}

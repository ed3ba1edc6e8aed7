package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskOwner;
import java.util.List;
import java.util.stream.Stream;
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
    @Nullable String host) {

  private static final List<String> STATUSES = List.of("RUNNING", "PENDING", "STOPPED");

  static TaskFilter of(Input input) {
    requireThatTheyGoTogether(input);
    String desiredStatus = input.oneOf("desiredStatus", STATUSES);
    String instance = input.string("containerInstance");
    return new TaskFilter(
        desiredStatus == null ? "RUNNING" : desiredStatus,
        input.string("family"),
        LaunchTypes.of(input),
        input.string("startedBy"),
        instance == null ? null : Arns.shortName(instance));
  }

  boolean takes(Task task, TaskOwner owner) {
    return task.desiredStatus().name().equals(desiredStatus)
        && (family == null || family.equals(task.origin().definition().family()))
        && (startedBy == null || startedBy.equals(task.origin().deploymentId()))
        && (launchType == null || launchType.equals(owner.launchType(task)))
        && (host == null || (!Places.onFargate(task, owner) && host.equals(Places.hostOf(task))));
  }

  private static void requireThatTheyGoTogether(Input input) {
    if (input.has("serviceName") && input.has("family")) {
      throw SimulatedFault.invalid("Specify either serviceName or family, not both.");
    }
    boolean others = Stream.of("serviceName", "family", "containerInstance").anyMatch(input::has);
    if (input.has("startedBy") && others) {
      throw SimulatedFault.invalid("startedBy must be the only filter.");
    }
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.StandaloneTasks;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** RunTask: tasks of the cluster alone, which run until somebody stops them. */
final class RunTask {

  private static final int MOST = 10;
  private static final int LONGEST_STARTED_BY = 128;

  private final World world;
  private final Physics usual;
  private final TaskJson json;

  RunTask(World world, Physics usual) {
    this.world = world;
    this.usual = usual;
    this.json = new TaskJson(world.arns());
  }

  Map<String, Operation> all() {
    return Map.of("RunTask", this::run);
  }

  private ObjectNode run(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    StandaloneTasks.Run wanted = wanted(input);
    StandaloneTasks alone = cluster.standalone();
    ObjectNode reply = Json.object();
    reply.set("tasks", Json.array(alone.run(wanted, world.now()), task -> json.of(task, alone)));
    reply.set("failures", Json.array());
    return reply;
  }

  private StandaloneTasks.Run wanted(Input input) {
    TaskDefinition definition = Definitions.of(world, input.required("taskDefinition"));
    int count = input.integer("count", 1);
    if (count < 1 || count > MOST) {
      throw SimulatedFault.invalid("count must be between 1 and 10, but was " + count + ".");
    }
    String group = input.string("group", "family:" + definition.family());
    if (group.startsWith("service:")) {
      throw SimulatedFault.invalid("Invalid namespace for group.");
    }
    String startedBy = input.string("startedBy", "");
    if (startedBy.length() > LONGEST_STARTED_BY) {
      throw SimulatedFault.invalid("startedBy must be at most 128 characters long.");
    }
    String launchType = Objects.requireNonNullElse(LaunchTypes.of(input), "EC2");
    Physics physics = PhysicsTags.applied(usual, input.list("tags"));
    return new StandaloneTasks.Run(definition, count, group, startedBy, launchType, physics);
  }
}

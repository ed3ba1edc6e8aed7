package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** DescribeContainerInstances: every container instance there is, is there. */
final class InstanceOperations {

  private static final int MOST = 100;

  private final World world;

  InstanceOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of("DescribeContainerInstances", this::describe);
  }

  private ObjectNode describe(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    List<String> asked = input.strings("containerInstances");
    if (asked.isEmpty() || asked.size() > MOST) {
      throw SimulatedFault.invalid("containerInstances must have 1 to 100 elements.");
    }
    ObjectNode reply = Json.object();
    reply.set("containerInstances", Json.array(asked, it -> instance(cluster, it)));
    reply.set("failures", Json.array());
    return reply;
  }

  private ObjectNode instance(Cluster cluster, String idOrArn) {
    String id = Arns.shortName(idOrArn);
    return Json.object()
        .put(
            "containerInstanceArn",
            world.arns().ecs("container-instance/" + cluster.name() + "/" + id))
        .put("ec2InstanceId", Places.instanceIdOf(id))
        .put("status", "ACTIVE");
  }
}

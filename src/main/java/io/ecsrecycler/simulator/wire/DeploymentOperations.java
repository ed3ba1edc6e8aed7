package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Deployment;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceView;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** ListServiceDeployments, which has every strategy's deployments. */
final class DeploymentOperations {

  private static final List<String> STATUSES =
      List.of(
          "PENDING",
          "SUCCESSFUL",
          "STOPPED",
          "STOP_REQUESTED",
          "IN_PROGRESS",
          "ROLLBACK_REQUESTED",
          "ROLLBACK_IN_PROGRESS",
          "ROLLBACK_SUCCESSFUL",
          "ROLLBACK_FAILED");

  private final World world;

  DeploymentOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of("ListServiceDeployments", this::list);
  }

  private ObjectNode list(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    String name = Identifiers.shortName("service", input.required("service"), cluster);
    Service service = cluster.get(name, world.now());
    List<String> wanted = input.someOf("status", STATUSES);
    List<Deployment> found =
        service.seenAt(world.now()).map(ServiceView::deployments).orElse(List.of()).stream()
            .filter(it -> wanted.isEmpty() || wanted.contains(status(it)))
            .toList();
    ObjectNode reply = Json.object();
    reply.set("serviceDeployments", Json.array(found, it -> json(it, service)));
    return reply;
  }

  private ObjectNode json(Deployment deployment, Service service) {
    String path = service.identity().clusterName() + "/" + service.identity().name();
    return Json.object()
        .put(
            "serviceDeploymentArn",
            world.arns().ecs("service-deployment/" + path + "/" + Arns.shortName(deployment.id())))
        .put("serviceArn", service.identity().arn())
        .put("clusterArn", service.identity().clusterArn())
        .put("createdAt", Json.seconds(deployment.createdAt()))
        .put("status", status(deployment));
  }

  private static String status(Deployment deployment) {
    return switch (deployment.state()) {
      case IN_PROGRESS -> "IN_PROGRESS";
      case COMPLETED -> "SUCCESSFUL";
      case FAILED -> "STOPPED";
    };
  }
}

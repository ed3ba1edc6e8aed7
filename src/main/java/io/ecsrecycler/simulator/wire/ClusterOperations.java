package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceStatus;
import io.ecsrecycler.simulator.model.ServiceView;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's operations on clusters. */
final class ClusterOperations {

  private static final int MOST_CLUSTERS = 100;

  private final World world;

  ClusterOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of("CreateCluster", this::create, "DescribeClusters", this::describe);
  }

  private ObjectNode create(Input input) {
    Cluster cluster = world.createCluster(input.string("clusterName", "default"));
    return Json.object().set("cluster", json(cluster));
  }

  private ObjectNode describe(Input input) {
    List<String> asked = input.strings("clusters");
    if (asked.size() > MOST_CLUSTERS) {
      throw SimulatedFault.invalid("Clusters cannot have more than 100 elements.");
    }
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked.isEmpty() ? List.of("default") : asked) {
      Optional<Cluster> cluster = world.findCluster(name);
      cluster.ifPresentOrElse(c -> found.add(json(c)), () -> failures.add(Json.missing(arn(name))));
    }
    ObjectNode reply = Json.object();
    reply.set("clusters", found);
    reply.set("failures", failures);
    return reply;
  }

  private ObjectNode json(Cluster cluster) {
    List<Service> active =
        cluster.services(world.now()).stream()
            .filter(service -> service.status() == ServiceStatus.ACTIVE)
            .toList();
    ObjectNode json = Json.object();
    json.put("clusterArn", cluster.arn());
    json.put("clusterName", cluster.name());
    json.put("status", "ACTIVE");
    json.put("registeredContainerInstancesCount", 0);
    json.put("runningTasksCount", sum(active, ServiceView::running));
    json.put("pendingTasksCount", sum(active, ServiceView::pending));
    json.put("activeServicesCount", active.size());
    json.set("statistics", Json.array());
    json.set("tags", Json.array());
    json.set("settings", Json.array());
    json.set("capacityProviders", Json.array());
    json.set("defaultCapacityProviderStrategy", Json.array());
    return json;
  }

  private int sum(List<Service> services, ToIntFunction<ServiceView> count) {
    return services.stream().mapToInt(s -> count.applyAsInt(s.viewAt(world.now()))).sum();
  }

  private String arn(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : world.arns().ecs("cluster/" + nameOrArn);
  }
}

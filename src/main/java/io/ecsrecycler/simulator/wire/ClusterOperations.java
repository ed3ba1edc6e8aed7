package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceStatus;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskStatus;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's operations on clusters. */
final class ClusterOperations {

  private static final int MOST_CLUSTERS = 100;

  private final World world;
  private final InstanceOperations instances;

  ClusterOperations(World world, InstanceOperations instances) {
    this.world = world;
    this.instances = instances;
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateCluster", this::create,
        "DescribeClusters", this::describe,
        "ListClusters", this::list);
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

  private ObjectNode list(Input input) {
    List<String> arns = world.clusters().stream().map(Cluster::arn).sorted().toList();
    int size = PageSize.of(input, "maxResults", MOST_CLUSTERS);
    Page<String> page = Page.of(arns, arn -> arn, input.string("nextToken"), size);
    ObjectNode reply = Json.object();
    reply.set("clusterArns", Json.strings(page.items()));
    page.putToken(reply, "nextToken");
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
    json.put("registeredContainerInstancesCount", instances.hosts(cluster).size());
    json.put("runningTasksCount", count(cluster, it -> it.lastStatus() == TaskStatus.RUNNING));
    json.put("pendingTasksCount", count(cluster, it -> it.live() && it.lastStatus().starting()));
    json.put("activeServicesCount", active.size());
    json.set("statistics", Json.array());
    json.set("tags", Json.array());
    json.set("settings", Json.array());
    json.set("capacityProviders", Json.array());
    json.set("defaultCapacityProviderStrategy", Json.array());
    return json;
  }

  private long count(Cluster cluster, Predicate<Task> which) {
    return cluster.owners(world.now()).stream()
        .flatMap(owner -> owner.tasksNow().stream())
        .filter(which)
        .count();
  }

  private String arn(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : world.arns().ecs("cluster/" + nameOrArn);
  }
}

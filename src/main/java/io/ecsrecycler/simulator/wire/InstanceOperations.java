package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskOwner;
import io.ecsrecycler.simulator.model.TaskStatus;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's reads of container instances: a cluster has a few once something in it runs on EC2. */
final class InstanceOperations {

  private static final int MOST = 100;
  private static final List<String> STATUSES =
      List.of("ACTIVE", "DRAINING", "REGISTERING", "DEREGISTERING", "REGISTRATION_FAILED");

  private final World world;

  InstanceOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of(
        "ListContainerInstances", this::list, "DescribeContainerInstances", this::describe);
  }

  private ObjectNode list(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    String status = input.oneOf("status", STATUSES);
    List<String> arns =
        status == null || status.equals("ACTIVE")
            ? hosts(cluster).stream().map(id -> arn(cluster, id)).toList()
            : List.of();
    int size = PageSize.of(input, "maxResults", MOST);
    Page<String> page = Page.of(arns, arn -> arn, input.string("nextToken"), size);
    ObjectNode reply = Json.object();
    reply.set("containerInstanceArns", Json.strings(page.items()));
    page.putToken(reply, "nextToken");
    return reply;
  }

  private ObjectNode describe(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    List<String> asked = input.strings("containerInstances");
    if (asked.isEmpty() || asked.size() > MOST) {
      throw SimulatedFault.invalid("containerInstances must have 1 to 100 elements.");
    }
    List<String> hosts = hosts(cluster);
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked) {
      String id = Identifiers.shortName("container-instance", name, cluster);
      if (hosts.contains(id)) {
        found.add(instance(cluster, id));
      } else {
        failures.add(Json.missing(name.startsWith("arn:") ? name : arn(cluster, id)));
      }
    }
    ObjectNode reply = Json.object();
    reply.set("containerInstances", found);
    reply.set("failures", failures);
    return reply;
  }

  private ObjectNode instance(Cluster cluster, String id) {
    List<Task> tasks = owners(cluster).flatMap(it -> tasks(it, id)).toList();
    ObjectNode json = Json.object();
    json.put("containerInstanceArn", arn(cluster, id));
    json.put("ec2InstanceId", Places.instanceIdOf(id));
    json.put("status", "ACTIVE");
    json.put("agentConnected", owners(cluster).noneMatch(it -> cutsOff(it, id)));
    json.put("runningTasksCount", count(tasks, false));
    json.put("pendingTasksCount", count(tasks, true));
    json.set("remainingResources", Json.array());
    json.set("registeredResources", Json.array());
    json.set("attributes", Json.array());
    json.set("attachments", Json.array());
    json.set("tags", Json.array());
    return json;
  }

  private static long count(List<Task> tasks, boolean starting) {
    return tasks.stream()
        .filter(it -> it.lastStatus() == TaskStatus.RUNNING || it.lastStatus().starting())
        .filter(it -> it.lastStatus().starting() == starting)
        .count();
  }

  private static boolean cutsOff(TaskOwner owner, String host) {
    return owner.disconnected() && tasks(owner, host).findAny().isPresent();
  }

  private static Stream<Task> tasks(TaskOwner owner, String host) {
    return onInstances(owner)
        .filter(task -> task.lastStatus() != TaskStatus.STOPPED)
        .filter(task -> Places.hostOf(task).equals(host));
  }

  private static Stream<Task> onInstances(TaskOwner owner) {
    return owner.tasksNow().stream().filter(task -> !Places.onFargate(task, owner));
  }

  /** The ids of the container instances that the cluster has. */
  List<String> hosts(Cluster cluster) {
    boolean needed =
        owners(cluster).anyMatch(it -> onInstances(it).findAny().isPresent())
            || cluster.services(world.now()).stream()
                .anyMatch(it -> !it.settings().launchType().equals("FARGATE"));
    return needed ? Places.hosts() : List.of();
  }

  private Stream<TaskOwner> owners(Cluster cluster) {
    return cluster.owners(world.now()).stream();
  }

  private String arn(Cluster cluster, String id) {
    return world.arns().ecs("container-instance/" + cluster.name() + "/" + id);
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.TaskTrouble;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceView;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskStatus;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DescribeTargetHealth. A target group is there as soon as a service names it; a task is registered
 * in it while it runs, and drains while it stops.
 */
final class TargetOperations {

  private final World world;

  TargetOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of("DescribeTargetHealth", this::health);
  }

  private ObjectNode health(Input input) {
    String group = input.required("TargetGroupArn");
    if (!group.startsWith("arn:")) {
      throw SimulatedFault.invalid("'" + group + "' is not a valid target group ARN");
    }
    List<Service> services =
        world.clusters().stream()
            .flatMap(cluster -> cluster.owners(world.now()).stream())
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .filter(service -> service.settings().targetGroups().containsKey(group))
            .toList();
    if (services.isEmpty()) {
      throw SimulatedFault.client("TargetGroupNotFound", "One or more target groups not found");
    }
    ArrayNode targets = Json.array();
    for (Service service : services) {
      int port = service.settings().targetGroups().getOrDefault(group, 80);
      Optional<ServiceView> view = service.seenAt(world.now());
      view.stream()
          .flatMap(it -> it.tasks().stream())
          .filter(TargetOperations::registered)
          .forEach(task -> targets.add(target(task, service, port)));
    }
    ObjectNode reply = Json.object();
    JsonNode asked = input.list("Targets");
    reply.set("TargetHealthDescriptions", asked.isEmpty() ? targets : only(asked, targets));
    return reply;
  }

  /** Those that were asked for; one that is not registered is unused. */
  private static ArrayNode only(JsonNode asked, ArrayNode registered) {
    ArrayNode found = Json.array();
    for (JsonNode wanted : asked) {
      List<JsonNode> those =
          registered.valueStream().filter(it -> isThat(it.path("Target"), wanted)).toList();
      those.forEach(found::add);
      if (those.isEmpty()) {
        ObjectNode unused = found.addObject();
        unused.set("Target", wanted);
        unused
            .putObject("TargetHealth")
            .put("State", "unused")
            .put("Reason", "Target.NotRegistered");
      }
    }
    return found;
  }

  private static boolean isThat(JsonNode target, JsonNode wanted) {
    return target.path("Id").asString().equals(wanted.path("Id").asString())
        && (!wanted.has("Port")
            || wanted.path("Port").asString().equals(target.path("Port").asString()));
  }

  private static boolean registered(Task task) {
    return task.state().startedAt() != null && task.lastStatus() != TaskStatus.STOPPED;
  }

  private static ObjectNode target(Task task, Service service, int port) {
    boolean fargate = Places.onFargate(task, service);
    ObjectNode json = Json.object();
    json.putObject("Target")
        .put("Id", fargate ? Places.address(task) : Places.instanceId(task))
        .put("Port", fargate ? port : Places.hostPort(task));
    ObjectNode health = json.putObject("TargetHealth");
    if (!task.live()) {
      health.put("State", "draining").put("Reason", "Target.DeregistrationInProgress");
    } else if (service.faults().has(TaskTrouble.TargetsUnavailable.class)) {
      health.put("State", "unavailable").put("Reason", "Elb.InternalError");
    } else if (task.failsTargetChecks()) {
      health.put("State", "unhealthy").put("Reason", "Target.FailedHealthChecks");
    } else if (task.state().inService()) {
      health.put("State", "healthy");
    } else {
      health.put("State", "initial").put("Reason", "Elb.RegistrationInProgress");
    }
    return json;
  }
}

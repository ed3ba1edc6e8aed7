package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's operations on task definitions. */
final class TaskDefinitionOperations {

  private final World world;

  TaskDefinitionOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of(
        "RegisterTaskDefinition", this::register, "DescribeTaskDefinition", this::describe);
  }

  private ObjectNode register(Input input) {
    String family = input.string("family");
    JsonNode containers = input.list("containerDefinitions");
    if (family == null || family.isBlank()) {
      throw SimulatedFault.client("ClientException", "Family should not be null or empty.");
    }
    if (containers.isEmpty()) {
      throw SimulatedFault.client("ClientException", "Container list cannot be empty.");
    }
    ObjectNode document = input.copy();
    document.remove("tags");
    for (JsonNode container : document.path("containerDefinitions")) {
      fillIn((ObjectNode) container);
    }
    document.put("registeredAt", Json.seconds(world.now()));
    document.put("registeredBy", world.arns().iam("role/simulator"));
    return reply(world.definitions().register(family, document), input.list("tags"));
  }

  private ObjectNode describe(Input input) {
    return reply(world.definitions().get(input.required("taskDefinition")), Json.array());
  }

  private static void fillIn(ObjectNode container) {
    container.putIfAbsent("essential", Json.object().booleanNode(true));
    container.putIfAbsent("cpu", Json.object().numberNode(0));
    for (String list : new String[] {"portMappings", "environment", "mountPoints", "volumesFrom"}) {
      container.putIfAbsent(list, Json.array());
    }
  }

  private static ObjectNode reply(TaskDefinition definition, JsonNode tags) {
    ObjectNode json = definition.document().deepCopy();
    json.put("taskDefinitionArn", definition.arn());
    json.put("family", definition.family());
    json.put("revision", definition.revision());
    json.put("status", "ACTIVE");
    json.set("requiresAttributes", Json.array());
    json.putIfAbsent("volumes", Json.array());
    json.putIfAbsent("placementConstraints", Json.array());
    json.putArray("compatibilities").add("EC2").add("FARGATE");
    ObjectNode reply = Json.object();
    reply.set("taskDefinition", json);
    reply.set("tags", tags);
    return reply;
  }
}

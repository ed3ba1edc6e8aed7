package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's operations on task definitions. */
final class TaskDefinitionOperations {

  private static final int MOST = 100;
  private static final List<String> STATUSES = List.of("ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS");

  private final World world;

  TaskDefinitionOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of(
        "RegisterTaskDefinition", this::register,
        "DescribeTaskDefinition", this::describe,
        "ListTaskDefinitions", this::list);
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
      if (!(container instanceof ObjectNode structure)) {
        throw SimulatedFault.client(
            "SerializationException", "Member containerDefinitions must be a list of structures.");
      }
      fillIn(structure);
    }
    document.put("registeredAt", Json.seconds(world.now()));
    document.put("registeredBy", world.arns().iam("role/simulator"));
    return reply(world.definitions().register(family, document), input.list("tags"));
  }

  private ObjectNode describe(Input input) {
    TaskDefinition definition =
        world
            .definitions()
            .find(input.required("taskDefinition"))
            .orElseThrow(() ->
                SimulatedFault.client("ClientException", "Unable to describe task definition."));
    return reply(definition, Json.array());
  }

  private ObjectNode list(Input input) {
    String family = input.string("familyPrefix");
    String status = input.oneOf("status", STATUSES);
    boolean descending = "DESC".equals(input.oneOf("sort", List.of("ASC", "DESC")));
    List<TaskDefinition> found =
        world.definitions().all().stream()
            .filter(it -> family == null || it.family().equals(family))
            .filter(_ -> status == null || status.equals("ACTIVE"))
            .toList();
    int size = PageSize.of(input, "maxResults", MOST);
    Page<TaskDefinition> page =
        Page.inOrder(
            descending ? found.reversed() : found,
            TaskDefinition::arn,
            input.string("nextToken"),
            size);
    ObjectNode reply = Json.object();
    reply.set(
        "taskDefinitionArns",
        Json.strings(page.items().stream().map(TaskDefinition::arn).toList()));
    page.putToken(reply, "nextToken");
    return reply;
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

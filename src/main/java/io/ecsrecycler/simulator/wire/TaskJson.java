package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskOwner;
import io.ecsrecycler.simulator.model.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as DescribeTasks and StopTask show it. */
final class TaskJson {

  private final Arns arns;

  TaskJson(Arns arns) {
    this.arns = arns;
  }

  ObjectNode of(Task task, TaskOwner owner) {
    String launchType = owner.launchType(task);
    ObjectNode json = Json.object();
    json.set("attachments", attachments(task, launchType));
    json.put("availabilityZone", task.origin().zone());
    json.put("clusterArn", owner.clusterArn());
    if (!Places.onFargate(task, owner)) {
      json.put("containerInstanceArn", Places.containerInstanceArn(task, owner, arns));
    }
    json.set("containers", containers(task, owner));
    json.put("cpu", task.origin().definition().document().path("cpu").asString("256"));
    json.put("memory", task.origin().definition().document().path("memory").asString("512"));
    json.put("desiredStatus", task.desiredStatus().name());
    json.put("lastStatus", task.lastStatus().name());
    json.put("healthStatus", health(task, owner));
    json.put("group", owner.group(task));
    json.put("launchType", launchType);
    json.put("enableExecuteCommand", false);
    json.set("overrides", overrides(task));
    if (launchType.equals("FARGATE")) {
      json.put("platformVersion", "1.4.0").put("platformFamily", "Linux");
    }
    if (!task.origin().deploymentId().isEmpty()) {
      json.put("startedBy", task.origin().deploymentId());
    }
    json.put("taskArn", task.origin().arn());
    json.put("taskDefinitionArn", task.origin().definition().arn());
    json.set("tags", Json.array());
    json.put("version", task.version());
    putTimes(json, task);
    if (task.lastStatus() != TaskStatus.PROVISIONING) {
      putConnectivity(json, task, owner);
    }
    putStop(json, task.stop());
    return json;
  }

  private static void putTimes(ObjectNode json, Task task) {
    Instant created = task.origin().createdAt();
    json.put("createdAt", Json.seconds(created));
    if (task.state().startedAt() instanceof Instant startedAt) {
      json.put("pullStartedAt", Json.seconds(created));
      json.put("pullStoppedAt", Json.seconds(startedAt));
      json.put("startedAt", Json.seconds(startedAt));
    }
    if (task.state().stoppedAt() instanceof Instant stoppedAt) {
      json.put("executionStoppedAt", Json.seconds(stoppedAt));
      json.put("stoppedAt", Json.seconds(stoppedAt));
    }
  }

  private static void putConnectivity(ObjectNode json, Task task, TaskOwner owner) {
    json.put("connectivity", owner.disconnected() ? "DISCONNECTED" : "CONNECTED");
    json.put("connectivityAt", Json.seconds(task.origin().createdAt()));
  }

  private static String health(Task task, TaskOwner owner) {
    return owner.disconnected() ? "UNKNOWN" : task.state().health().name();
  }

  private static void putStop(ObjectNode json, Task.@Nullable Stop stop) {
    if (stop != null) {
      json.put("stopCode", stop.code().wire());
      json.put("stoppedReason", stop.reason());
      json.put("stoppingAt", Json.seconds(stop.at()));
    }
  }

  private ArrayNode containers(Task task, TaskOwner owner) {
    ArrayNode containers = Json.array();
    for (JsonNode defined : task.origin().definition().document().path("containerDefinitions")) {
      containers.add(container(task, owner, defined));
    }
    return containers;
  }

  private ObjectNode container(Task task, TaskOwner owner, JsonNode defined) {
    String path = owner.clusterName() + "/" + task.id() + "/";
    ObjectNode json = Json.object();
    json.put("containerArn", arns.ecs("container/" + path + uuid(task)));
    json.put("taskArn", task.origin().arn());
    json.put("name", defined.path("name").asString(""));
    json.put("image", defined.path("image").asString(""));
    json.put("runtimeId", task.id() + "-" + Math.abs((long) task.id().hashCode()));
    json.put("lastStatus", containerStatus(task));
    json.put("healthStatus", health(task, owner));
    json.set("networkBindings", Json.array());
    ArrayNode interfaces = json.putArray("networkInterfaces");
    if (owner.launchType(task).equals("FARGATE")) {
      interfaces
          .addObject()
          .put("attachmentId", uuid(task))
          .put("privateIpv4Address", Places.address(task));
    } else {
      bindings(json, task, owner);
    }
    return json;
  }

  /** Containers know fewer states than tasks do. */
  private static String containerStatus(Task task) {
    return switch (task.lastStatus()) {
      case PROVISIONING, PENDING, ACTIVATING -> "PENDING";
      case RUNNING, DEACTIVATING, STOPPING -> "RUNNING";
      case DEPROVISIONING, STOPPED -> "STOPPED";
    };
  }

  private static ObjectNode overrides(Task task) {
    ObjectNode json = Json.object();
    ArrayNode containers = json.putArray("containerOverrides");
    for (JsonNode defined : task.origin().definition().document().path("containerDefinitions")) {
      containers.addObject().put("name", defined.path("name").asString(""));
    }
    json.set("inferenceAcceleratorOverrides", Json.array());
    return json;
  }

  private static ArrayNode attachments(Task task, String launchType) {
    ArrayNode attachments = Json.array();
    if (launchType.equals("FARGATE")) {
      ObjectNode json = attachments.addObject();
      json.put("id", uuid(task)).put("type", "ElasticNetworkInterface");
      json.put("status", task.lastStatus() == TaskStatus.STOPPED ? "DELETED" : "ATTACHED");
      ArrayNode details = json.putArray("details");
      details.addObject().put("name", "subnetId").put("value", "subnet-1c37ab41");
      details.addObject().put("name", "networkInterfaceId").put("value", "eni-" + part(task, 17));
      details.addObject().put("name", "privateIPv4Address").put("value", Places.address(task));
    }
    return attachments;
  }

  private static String uuid(Task task) {
    String id = task.id();
    return String.join(
        "-",
        id.substring(0, 8),
        id.substring(8, 12),
        id.substring(12, 16),
        id.substring(16, 20),
        id.substring(20));
  }

  private static void bindings(ObjectNode container, Task task, TaskOwner owner) {
    ArrayNode bindings = container.putArray("networkBindings");
    for (int port : owner.targetGroups().values()) {
      bindings
          .addObject()
          .put("bindIP", "0.0.0.0")
          .put("containerPort", port)
          .put("hostPort", Places.hostPort(task))
          .put("protocol", "tcp");
    }
  }

  private static String part(Task task, int length) {
    return task.id().substring(0, length);
  }
}

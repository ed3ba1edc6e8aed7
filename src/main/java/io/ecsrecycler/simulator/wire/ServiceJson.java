package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Deployment;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceEvent;
import io.ecsrecycler.simulator.model.ServiceSettings;
import io.ecsrecycler.simulator.model.ServiceView;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service as DescribeServices and the writes show it. */
final class ServiceJson {

  private static final List<String> SHOWN_AS_GIVEN =
      List.of(
          "capacityProviderStrategy",
          "deploymentController",
          "healthCheckGracePeriodSeconds",
          "networkConfiguration");

  private final Arns arns;

  ServiceJson(Arns arns) {
    this.arns = arns;
  }

  ObjectNode of(Service service, ServiceView view, boolean withTags) {
    ServiceSettings settings = service.settings();
    JsonNode given = settings.document();
    ObjectNode json = Json.object();
    json.put("serviceArn", service.identity().arn());
    json.put("serviceName", service.identity().name());
    json.put("clusterArn", service.identity().clusterArn());
    json.set("loadBalancers", list(given, "loadBalancers"));
    json.set("serviceRegistries", list(given, "serviceRegistries"));
    json.put("status", view.status().name());
    json.put("desiredCount", view.desiredCount());
    json.put("runningCount", view.running());
    json.put("pendingCount", view.pending());
    putPlatform(json, settings);
    json.put("taskDefinition", view.deployments().getFirst().definition().arn());
    json.set("deploymentConfiguration", configuration(settings));
    putDeployments(json, service, view);
    json.put("roleArn", serviceRole());
    json.set("events", Json.array(view.events(), ServiceJson::event));
    json.put("createdAt", Json.seconds(service.identity().createdAt()));
    json.set("placementConstraints", list(given, "placementConstraints"));
    json.set("placementStrategy", list(given, "placementStrategy"));
    SHOWN_AS_GIVEN.stream().filter(given::hasNonNull).forEach(n -> json.set(n, given.get(n)));
    json.put("schedulingStrategy", given.path("schedulingStrategy").asString("REPLICA"));
    if (withTags) {
      json.set("tags", list(given, "tags"));
    }
    json.put("createdBy", arns.iam("role/simulator"));
    json.put("enableECSManagedTags", given.path("enableECSManagedTags").asBoolean(false));
    json.put("propagateTags", given.path("propagateTags").asString("NONE"));
    json.put("enableExecuteCommand", given.path("enableExecuteCommand").asBoolean(false));
    json.put(
        "availabilityZoneRebalancing",
        given.path("availabilityZoneRebalancing").asString("DISABLED"));
    return json;
  }

  /** Task sets take the place of deployments where ECS does not roll them out itself. */
  private void putDeployments(ObjectNode json, Service service, ServiceView view) {
    List<Deployment> all = view.deployments();
    if (service.settings().deploymentController().equals("ECS")) {
      json.set("deployments", Json.array(all, d -> deployment(d, service.settings(), view)));
    } else {
      json.set("deployments", Json.array());
      json.set("taskSets", Json.array(all, d -> taskSet(d, service, view)));
    }
  }

  private static ObjectNode deployment(Deployment d, ServiceSettings settings, ServiceView view) {
    ObjectNode json = common(d, settings, view);
    json.put("desiredCount", view.desired(d));
    json.put("failedTasks", d.failedTasks());
    json.put("rolloutState", d.state().name());
    json.put("rolloutStateReason", rolloutReason(d));
    return json;
  }

  private static String rolloutReason(Deployment d) {
    return switch (d.state()) {
      case IN_PROGRESS -> "ECS deployment " + d.id() + " in progress.";
      case COMPLETED -> "ECS deployment " + d.id() + " completed.";
      case FAILED -> "ECS deployment circuit breaker: tasks failed to start.";
    };
  }

  private ObjectNode taskSet(Deployment d, Service service, ServiceView view) {
    String path = service.identity().clusterName() + "/" + service.identity().name();
    ObjectNode json = common(d, service.settings(), view);
    json.put("taskSetArn", arns.ecs("task-set/" + path + "/" + d.id()));
    json.put("serviceArn", service.identity().arn());
    json.put("clusterArn", service.identity().clusterArn());
    json.put("computedDesiredCount", view.desired(d));
    json.set("loadBalancers", list(service.settings().document(), "loadBalancers"));
    json.set("serviceRegistries", list(service.settings().document(), "serviceRegistries"));
    json.putObject("scale").put("value", 100.0).put("unit", "PERCENT");
    json.put("stabilityStatus", settled(d) ? "STEADY_STATE" : "STABILIZING");
    json.put("stabilityStatusAt", Json.seconds(d.rollout().updatedAt()));
    json.set("tags", Json.array());
    return json;
  }

  private static boolean settled(Deployment d) {
    return d.state() == Deployment.RolloutState.COMPLETED;
  }

  private static ObjectNode common(Deployment d, ServiceSettings settings, ServiceView view) {
    ObjectNode json = Json.object();
    json.put("id", d.id());
    json.put("status", d.equals(view.deployments().getFirst()) ? "PRIMARY" : "ACTIVE");
    json.put("taskDefinition", d.definition().arn());
    json.put("pendingCount", view.pending(d));
    json.put("runningCount", view.running(d));
    json.put("createdAt", Json.seconds(d.createdAt()));
    json.put("updatedAt", Json.seconds(d.rollout().updatedAt()));
    putPlatform(json, settings);
    if (settings.document().get("networkConfiguration") instanceof ObjectNode network) {
      json.set("networkConfiguration", network);
    }
    return json;
  }

  private static void putPlatform(ObjectNode json, ServiceSettings settings) {
    if (!settings.document().has("capacityProviderStrategy")) {
      json.put("launchType", settings.launchType());
    }
    if (settings.launchType().equals("FARGATE")) {
      json.put("platformVersion", settings.document().path("platformVersion").asString("LATEST"));
      json.put("platformFamily", "Linux");
    }
  }

  private static ObjectNode configuration(ServiceSettings settings) {
    JsonNode given = settings.document().path("deploymentConfiguration");
    ObjectNode json = given instanceof ObjectNode object ? object.deepCopy() : Json.object();
    if (!json.has("deploymentCircuitBreaker")) {
      json.putObject("deploymentCircuitBreaker").put("enable", false).put("rollback", false);
    }
    json.put("maximumPercent", settings.maximumPercent());
    json.put("minimumHealthyPercent", settings.minimumHealthyPercent());
    if (!json.has("strategy") && settings.deploymentController().equals("ECS")) {
      json.put("strategy", "ROLLING");
    }
    return json;
  }

  private static ObjectNode event(ServiceEvent event) {
    return Json.object()
        .put("id", event.id())
        .put("createdAt", Json.seconds(event.createdAt()))
        .put("message", event.message());
  }

  private String serviceRole() {
    return arns.iam("role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
  }

  private static JsonNode list(JsonNode given, String name) {
    return given.path(name).isArray() ? given.path(name) : Json.array();
  }
}

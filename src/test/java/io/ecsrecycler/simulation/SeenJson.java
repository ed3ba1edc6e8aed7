package io.ecsrecycler.simulation;

import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import io.ecsrecycler.recycle.ServiceIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** AWS's JSON as the core's snapshots, without the SDK in between. */
final class SeenJson {

  private SeenJson() {}

  static SeenService service(JsonNode service) {
    String controller = service.path("deploymentController").path("type").asString("ECS");
    List<SeenService.Deployment> deployments = new ArrayList<>();
    for (JsonNode it : service.path(controller.equals("ECS") ? "deployments" : "taskSets")) {
      deployments.add(
          new SeenService.Deployment(
              it.path("id").asString(),
              it.path("status").asString(),
              it.path("rolloutState").asString("")));
    }
    List<String> events = new ArrayList<>();
    for (JsonNode it : service.path("events")) {
      if (events.size() < 3) {
        events.add(it.path("message").asString());
      }
    }
    return new SeenService(
        new ServiceIdentity(text(service, "serviceArn"), instant(service, "createdAt")),
        service.path("status").asString(),
        new SeenService.Counts(
            service.path("desiredCount").asInt(),
            service.path("runningCount").asInt(),
            service.path("pendingCount").asInt()),
        new SeenService.Kind(
            service.path("schedulingStrategy").asString(),
            controller,
            text(service, "launchType"),
            service.path("loadBalancers").isEmpty()
                ? SeenService.Balancing.NONE
                : SeenService.Balancing.TARGET_GROUPS,
            !service.path("vpcLatticeConfigurations").isEmpty()),
        deployments,
        events);
  }

  static SeenTask task(
      JsonNode task, boolean checked, TargetHealth targets, SeenTask.Protection protection) {
    return new SeenTask(
        task.path("taskArn").asString(),
        new SeenTask.Life(
            task.path("lastStatus").asString(),
            task.path("desiredStatus").asString(),
            text(task, "stopCode"),
            text(task, "stoppedReason"),
            instant(task, "stoppingAt")),
        switch (task.path("healthStatus").asString()) {
          case "HEALTHY" -> SeenTask.HealthReport.HEALTHY;
          case "UNHEALTHY" -> SeenTask.HealthReport.UNHEALTHY;
          default -> checked ? SeenTask.HealthReport.UNKNOWN : SeenTask.HealthReport.UNCHECKED;
        },
        targets,
        protection,
        new SeenTask.Origin(
            instant(task, "createdAt"),
            instant(task, "startedAt"),
            task.path("availabilityZone").asString(),
            task.path("taskDefinitionArn").asString(),
            text(task, "containerInstanceArn")));
  }

  static @Nullable ScalableTarget target(JsonNode reply) {
    JsonNode target = reply.path("ScalableTargets").path(0);
    if (target.isMissingNode()) {
      return null;
    }
    JsonNode suspended = target.path("SuspendedState");
    return new ScalableTarget(
        target.path("MinCapacity").asInt(),
        target.path("MaxCapacity").asInt(),
        new ScalableTarget.Suspension(
            suspended.path("DynamicScalingInSuspended").asBoolean(false),
            suspended.path("DynamicScalingOutSuspended").asBoolean(false),
            suspended.path("ScheduledScalingSuspended").asBoolean(false)));
  }

  private static @Nullable String text(JsonNode json, String name) {
    String text = json.path(name).asString("");
    return text.isBlank() ? null : text;
  }

  private static @Nullable Instant instant(JsonNode json, String name) {
    JsonNode seconds = json.path(name);
    return seconds.isNumber()
        ? Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue())
        : null;
  }

  /** What one target group says, by the addresses or the ports of the tasks. */
  record Targets(JsonNode reply) {

    static final Targets NONE = new Targets(JsonNodeFactory.instance.missingNode());

    TargetHealth of(JsonNode task) {
      if (reply.isMissingNode()) {
        return TargetHealth.NONE;
      }
      JsonNode container = task.path("containers").path(0);
      String address =
          container.path("networkInterfaces").path(0).path("privateIpv4Address").asString("");
      int port = container.path("networkBindings").path(0).path("hostPort").asInt(-1);
      for (JsonNode it : reply.path("TargetHealthDescriptions")) {
        boolean same =
            it.path("Target").path("Id").asString().equals(address)
                || it.path("Target").path("Port").asInt() == port;
        if (same) {
          return switch (it.path("TargetHealth").path("State").asString()) {
            case "healthy" -> TargetHealth.HEALTHY;
            case "unavailable" -> TargetHealth.unknown("the target group has no verdict");
            default -> TargetHealth.not("the target group does not call it healthy");
          };
        }
      }
      return TargetHealth.unknown("the target group does not have it registered");
    }
  }
}

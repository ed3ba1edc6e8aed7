package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.ServiceReport.Suspension;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Registration;
import io.ecsrecycler.simulator.model.Registration.PartialSuspension;
import io.ecsrecycler.simulator.model.ScalableTarget;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceStatus;
import io.ecsrecycler.simulator.model.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Application Auto Scaling's operations on scalable targets; its members are PascalCase. */
final class ScalingOperations {

  private static final String DIMENSION = "ecs:service:DesiredCount";
  private static final int MOST = 50;

  private final World world;

  ScalingOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of(
        "RegisterScalableTarget", this::register,
        "DescribeScalableTargets", this::describe,
        "DeregisterScalableTarget", this::deregister);
  }

  private ObjectNode register(Input input) {
    requireEcs(input);
    requireDimension(input);
    String resourceId = required(input, "ResourceId");
    Registration wanted =
        new Registration(
            resourceId,
            input.integer("MinCapacity"),
            input.integer("MaxCapacity"),
            input.string("RoleARN"),
            suspension(input));
    ScalableTarget target = world.autoscaling().register(wanted, service(resourceId), world.now());
    return Json.object().put("ScalableTargetARN", target.arn());
  }

  private ObjectNode describe(Input input) {
    boolean ecs = required(input, "ServiceNamespace").equals("ecs");
    String dimension = input.string("ScalableDimension", DIMENSION);
    List<String> asked = input.strings("ResourceIds");
    List<ScalableTarget> targets =
        world.autoscaling().all().stream()
            .filter(target -> ecs && dimension.equals(DIMENSION))
            .filter(target -> asked.isEmpty() || asked.contains(target.resourceId()))
            .toList();
    Page<ScalableTarget> page = page(targets, input);
    ObjectNode reply = Json.object();
    reply.set("ScalableTargets", Json.array(page.items(), ScalingOperations::json));
    page.putToken(reply, "NextToken");
    return reply;
  }

  private static Page<ScalableTarget> page(List<ScalableTarget> targets, Input input) {
    int size = input.integer("MaxResults", MOST);
    if (size < 1 || size > MOST) {
      throw invalid("MaxResults must be between 1 and " + MOST + ", but was " + size);
    }
    try {
      return Page.of(targets, ScalableTarget::resourceId, input.string("NextToken"), size);
    } catch (SimulatedFault e) {
      throw SimulatedFault.client("InvalidNextTokenException", e.text());
    }
  }

  private ObjectNode deregister(Input input) {
    requireEcs(input);
    requireDimension(input);
    String resourceId = required(input, "ResourceId");
    if (!world.autoscaling().deregister(resourceId)) {
      throw SimulatedFault.client(
          "ObjectNotFoundException",
          "No scalable target found for service namespace: ecs, resource ID: %s, scalable"
                  .formatted(resourceId)
              + " dimension: "
              + DIMENSION);
    }
    return Json.object();
  }

  private Service service(String resourceId) {
    String[] parts = resourceId.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("service") || resourceId.startsWith("arn:")) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
    return world
        .findCluster(parts[1])
        .flatMap(cluster -> cluster.find(parts[2], world.now()))
        .filter(service -> service.status() == ServiceStatus.ACTIVE)
        .orElseThrow(() -> invalid("ECS service doesn't exist: " + resourceId));
  }

  private static @Nullable PartialSuspension suspension(Input input) {
    if (!input.has("SuspendedState")) {
      return null;
    }
    Input state = input.structure("SuspendedState");
    return new PartialSuspension(
        state.bool("DynamicScalingInSuspended"),
        state.bool("DynamicScalingOutSuspended"),
        state.bool("ScheduledScalingSuspended"));
  }

  private static ObjectNode json(ScalableTarget target) {
    Suspension suspension = target.tuning().suspension();
    ObjectNode json = Json.object();
    json.put("ServiceNamespace", "ecs");
    json.put("ResourceId", target.resourceId());
    json.put("ScalableDimension", DIMENSION);
    json.put("MinCapacity", target.minCapacity());
    json.put("MaxCapacity", target.maxCapacity());
    json.put("RoleARN", target.roleArn());
    json.put("CreationTime", Json.seconds(target.tuning().creationTime()));
    json.putObject("SuspendedState")
        .put("DynamicScalingInSuspended", suspension.dynamicScalingInSuspended())
        .put("DynamicScalingOutSuspended", suspension.dynamicScalingOutSuspended())
        .put("ScheduledScalingSuspended", suspension.scheduledScalingSuspended());
    json.put("ScalableTargetARN", target.arn());
    return json;
  }

  private static void requireEcs(Input input) {
    if (!required(input, "ServiceNamespace").equals("ecs")) {
      throw invalid("The simulator scales services of ECS only (ServiceNamespace ecs)");
    }
  }

  private static void requireDimension(Input input) {
    if (!required(input, "ScalableDimension").equals(DIMENSION)) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
  }

  private static String required(Input input, String name) {
    String value = input.string(name);
    if (value == null || value.isBlank()) {
      throw invalid(
          "Value null at '" + name + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  private static SimulatedFault invalid(String message) {
    return SimulatedFault.client("ValidationException", message);
  }
}

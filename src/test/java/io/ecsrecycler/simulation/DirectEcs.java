package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The port to ECS straight into the simulator, without HTTP and SDK: a contract test compares what
 * both see. Pages are small, so that every world has several.
 */
public final class DirectEcs implements Ecs {

  private static final int PAGE = 4;
  private static final String SCALING = "application-autoscaling";

  private final SimulatedAws aws;
  private final Clock clock;
  private final Map<String, Boolean> checked = new HashMap<>();

  /**
   * @param clock the caller's, which need not be AWS's
   */
  public DirectEcs(SimulatedAws aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public ServiceSnapshot look(Look look) {
    Instant begunAt = clock.instant();
    ServiceName name = look.service();
    ObjectNode ask = object().put("cluster", name.cluster());
    ask.putArray("services").add(name.service());
    JsonNode reply = ecs("DescribeServices", ask);
    JsonNode service = reply.path("services").path(0);
    for (JsonNode failure : reply.path("failures")) {
      if (!failure.path("reason").asString().equals("MISSING")) {
        throw new EcsFaultException(
            new Fault(Fault.Kind.INCOMPLETE, "DescribeServices: " + failure));
      }
    }
    if (service.isMissingNode()) {
      throw new EcsFaultException(new Fault(Fault.Kind.NOT_FOUND, "DescribeServices: no " + name));
    }
    return new ServiceSnapshot(
        begunAt,
        Instant.EPOCH,
        SeenJson.service(service),
        look.tasks() ? seen(tasks(look), service, look) : List.of(),
        look.scalableTarget() ? target(name) : null);
  }

  private List<JsonNode> tasks(Look look) {
    Set<String> arns = new TreeSet<>(look.watchedTasks());
    String token = null;
    do {
      ObjectNode ask =
          object()
              .put("cluster", look.service().cluster())
              .put("serviceName", look.service().service())
              .put("maxResults", PAGE);
      if (token != null) {
        ask.put("nextToken", token);
      }
      JsonNode page = ecs("ListTasks", ask);
      page.path("taskArns").forEach(arn -> arns.add(arn.asString()));
      token = page.path("nextToken").asString("");
    } while (!token.isEmpty());
    List<JsonNode> tasks = new ArrayList<>();
    if (!arns.isEmpty()) {
      ObjectNode ask = object().put("cluster", look.service().cluster());
      ArrayNode asked = ask.putArray("tasks");
      arns.forEach(asked::add);
      JsonNode reply = ecs("DescribeTasks", ask);
      for (JsonNode failure : reply.path("failures")) {
        if (!failure.path("reason").asString().equals("MISSING")) {
          throw new EcsFaultException(
              new Fault(Fault.Kind.INCOMPLETE, "DescribeTasks: " + failure));
        }
      }
      reply.path("tasks").forEach(tasks::add);
      if (tasks.size() + reply.path("failures").size() < arns.size()) {
        throw new EcsFaultException(
            new Fault(Fault.Kind.INCOMPLETE, "DescribeTasks left tasks out"));
      }
    }
    return tasks;
  }

  private List<SeenTask> seen(List<JsonNode> tasks, JsonNode service, Look look) {
    SeenJson.Targets targets = look.targetHealth() ? targets(service) : SeenJson.Targets.NONE;
    Map<String, SeenTask.Protection> protection = protection(look);
    return tasks.stream()
        .map(task -> {
          String arn = task.path("taskArn").asString();
          return SeenJson.task(
              task,
              checked(task.path("taskDefinitionArn").asString()),
              targets.of(task),
              protection.getOrDefault(
                  arn,
                  look.protectionOf().contains(arn)
                      ? SeenTask.Protection.UNKNOWN
                      : SeenTask.Protection.UNASKED));
        })
        .toList();
  }

  private Map<String, SeenTask.Protection> protection(Look look) {
    Map<String, SeenTask.Protection> found = new HashMap<>();
    if (!look.protectionOf().isEmpty()) {
      ObjectNode ask = object().put("cluster", look.service().cluster());
      ArrayNode asked = ask.putArray("tasks");
      new TreeSet<>(look.protectionOf()).forEach(asked::add);
      for (JsonNode task : ecs("GetTaskProtection", ask).path("protectedTasks")) {
        found.put(
            task.path("taskArn").asString(),
            task.path("protectionEnabled").asBoolean(false)
                ? SeenTask.Protection.PROTECTED
                : SeenTask.Protection.OPEN);
      }
    }
    return found;
  }

  private SeenJson.Targets targets(JsonNode service) {
    JsonNode balancer = service.path("loadBalancers").path(0);
    if (balancer.isMissingNode()) {
      return SeenJson.Targets.NONE;
    }
    ObjectNode ask = object().put("TargetGroupArn", balancer.path("targetGroupArn").asString());
    return new SeenJson.Targets(call("elasticloadbalancing", "DescribeTargetHealth", ask));
  }

  private boolean checked(String definition) {
    return checked.computeIfAbsent(
        definition,
        it -> {
          JsonNode found =
              ecs("DescribeTaskDefinition", object().put("taskDefinition", it))
                  .path("taskDefinition");
          if (found.isMissingNode()) {
            throw new EcsFaultException(
                new Fault(Fault.Kind.INCOMPLETE, "DescribeTaskDefinition is empty"));
          }
          return found.path("containerDefinitions").path(0).hasNonNull("healthCheck");
        });
  }

  private @Nullable ScalableTarget target(ServiceName name) {
    ObjectNode ask = object().put("ServiceNamespace", "ecs");
    ask.putArray("ResourceIds").add("service/" + name);
    return SeenJson.target(call(SCALING, "DescribeScalableTargets", ask));
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
    switch (action) {
      case Action.StopTask it ->
          ecs(
              "StopTask",
              object()
                  .put("cluster", service.cluster())
                  .put("task", it.taskArn())
                  .put("reason", it.reason()));
      case Action.SetDesiredCount it ->
          ecs(
              "UpdateService",
              object()
                  .put("cluster", service.cluster())
                  .put("service", service.service())
                  .put("desiredCount", it.value()));
      case Action.SetScalableTarget it ->
          call(SCALING, "RegisterScalableTarget", register(service, it));
    }
  }

  private static ObjectNode register(ServiceName service, Action.SetScalableTarget set) {
    ObjectNode ask =
        object()
            .put("ServiceNamespace", "ecs")
            .put("ResourceId", "service/" + service)
            .put("ScalableDimension", "ecs:service:DesiredCount");
    if (set.max() != null) {
      ask.put("MaxCapacity", set.max());
    }
    ask.putObject("SuspendedState")
        .put("DynamicScalingInSuspended", set.suspended().scaleIn())
        .put("DynamicScalingOutSuspended", set.suspended().scaleOut())
        .put("ScheduledScalingSuspended", set.suspended().scheduled());
    return ask;
  }

  @Override
  public Located locate(ServiceName asked) {
    throw new UnsupportedOperationException("a world's recycle knows its service");
  }

  private JsonNode ecs(String operation, ObjectNode input) {
    return call("ecs", operation, input);
  }

  private JsonNode call(String service, String operation, ObjectNode input) {
    try {
      return aws.call(service, operation, input);
    } catch (SimulatedFault fault) {
      Fault.Kind kind =
          switch (fault.type()) {
            case "ThrottlingException", "ConcurrentUpdateException" -> Fault.Kind.THROTTLED;
            case "InvalidParameterException" ->
                fault.text().contains("limit exceeded")
                    ? Fault.Kind.THROTTLED
                    : Fault.Kind.REJECTED;
            case "AccessDeniedException" -> Fault.Kind.ACCESS_DENIED;
            case "ClusterNotFoundException", "ServiceNotFoundException" -> Fault.Kind.NOT_FOUND;
            default -> fault.httpStatus() >= 500 ? Fault.Kind.SERVER_ERROR : Fault.Kind.REJECTED;
          };
      throw new EcsFaultException(new Fault(kind, operation + ": " + fault.text()), fault);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

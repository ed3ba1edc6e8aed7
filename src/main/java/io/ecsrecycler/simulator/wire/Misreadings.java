package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.WrongRead;
import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Autoscaling;
import io.ecsrecycler.simulator.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes right replies wrong, as the {@link WrongRead}s of the services they concern say. */
final class Misreadings {

  private static final long OTHER_DICE = 0x6d697372656164L;
  private static final String ANOTHER_ACCOUNT = "999999999999";
  private static final int DAY = 86_400;

  /** Dice of its own, as {@link Gate} has. */
  private final Random dice;

  Misreadings(long seed) {
    this.dice = new Random(seed ^ OTHER_DICE);
  }

  /**
   * The reply as the caller gets it.
   *
   * @param reply the right one, which is changed
   * @throws SimulatedFault where the wrong reply is an error
   */
  ObjectNode of(String operation, Set<Service> services, ObjectNode reply) {
    for (Service service : services) {
      if (!service.faults().none()) {
        service.faults().of(WrongRead.class).toList().stream()
            .filter(fault -> fault.what().concerns(operation))
            .filter(fault -> dice.nextDouble() < fault.often().rate())
            .filter(fault -> misread(fault, service, reply))
            .forEach(service.faults()::misread);
      }
    }
    return reply;
  }

  /** False if there was nothing in the reply that could have been wrong. */
  private boolean misread(WrongRead fault, Service service, ObjectNode reply) {
    String reason = fault.shownReason();
    return switch (fault.what()) {
      case SERVICE_MISSING, SERVICE_FAILED ->
          failed(reply, taken(reply, "services", is(service)), reason);
      case SERVICE_LEFT_OUT -> !taken(reply, "services", is(service)).isEmpty();
      case SERVICE_OF_ANOTHER_ACCOUNT -> exchanged(reply, is(service));
      case CLUSTER_NOT_FOUND -> {
        service.faults().misread(fault);
        throw SimulatedFault.client("ClusterNotFoundException", "Cluster not found.");
      }
      case EMPTY_REPLY -> {
        reply.removeAll();
        yield true;
      }
      case TASKS_FAILED -> failed(reply, some(reply, "tasks", isTaskOf(service)), reason);
      case PROTECTION_FAILED ->
          failed(reply, some(reply, "protectedTasks", isTaskOf(service)), reason);
      case TASK_NOT_LISTED -> oneLeftOut(reply.path("taskArns"));
      case NO_TASK_LISTED -> {
        reply.remove("nextToken");
        yield !taken(reply, "taskArns", _ -> true).isEmpty();
      }
      case SCALABLE_TARGET_LEFT_OUT ->
          !taken(reply, "ScalableTargets", isTargetOf(service)).isEmpty();
    };
  }

  /** Takes those entries out of the list. */
  private static List<JsonNode> taken(ObjectNode reply, String list, Predicate<JsonNode> which) {
    List<JsonNode> taken = new ArrayList<>();
    List<JsonNode> left = new ArrayList<>();
    reply.path(list).forEach(it -> (which.test(it) ? taken : left).add(it));
    reply.set(list, Json.array(left, it -> it));
    return taken;
  }

  /** Takes some of those entries out, at least one. */
  private List<JsonNode> some(ObjectNode reply, String list, Predicate<JsonNode> which) {
    List<JsonNode> all = reply.path(list).valueStream().filter(which).toList();
    if (all.isEmpty()) {
      return all;
    }
    JsonNode one = all.get(dice.nextInt(all.size()));
    return taken(reply, list, it -> it == one || (which.test(it) && dice.nextBoolean()));
  }

  private static boolean failed(ObjectNode reply, List<JsonNode> taken, String reason) {
    ArrayNode failures = reply.withArray("failures");
    taken.forEach(it -> failures.addObject().put("arn", arnOf(it)).put("reason", reason));
    return !taken.isEmpty();
  }

  /** Another account's service, created at another time, is in its place. */
  private static boolean exchanged(ObjectNode reply, Predicate<JsonNode> itself) {
    List<JsonNode> found = taken(reply, "services", itself);
    ArrayNode services = reply.withArray("services");
    for (JsonNode service : found) {
      ObjectNode other = ((ObjectNode) service).deepCopy();
      other.put("serviceArn", elsewhere(service.path("serviceArn").asString()));
      other.put("clusterArn", elsewhere(service.path("clusterArn").asString()));
      other.put("createdAt", service.path("createdAt").asDouble() - DAY);
      services.add(other);
    }
    return !found.isEmpty();
  }

  private boolean oneLeftOut(JsonNode arns) {
    if (arns instanceof ArrayNode array && !array.isEmpty()) {
      array.remove(dice.nextInt(array.size()));
      return true;
    }
    return false;
  }

  private static String elsewhere(String arn) {
    return arn.replaceFirst(":\\d{12}:", ":" + ANOTHER_ACCOUNT + ":");
  }

  private static Predicate<JsonNode> is(Service service) {
    return it -> arnOf(it).equals(service.identity().arn());
  }

  private static Predicate<JsonNode> isTaskOf(Service service) {
    return it -> service.task(Arns.shortName(arnOf(it))).isPresent();
  }

  private static Predicate<JsonNode> isTargetOf(Service service) {
    return it -> it.path("ResourceId").asString("").equals(Autoscaling.resourceId(service));
  }

  private static String arnOf(JsonNode item) {
    return item.path("taskArn").asString(item.path("serviceArn").asString(""));
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.StandaloneTasks;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GetTaskProtection and UpdateTaskProtection. */
final class ProtectionOperations {

  private static final int MOST_READ = 100;
  private static final int MOST_UPDATED = 10;
  private static final int DEFAULT_MINUTES = 120;
  private static final int MOST_MINUTES = 2880;

  private final World world;

  ProtectionOperations(World world) {
    this.world = world;
  }

  Map<String, Operation> all() {
    return Map.of("GetTaskProtection", this::get, "UpdateTaskProtection", this::update);
  }

  private ObjectNode get(Input input) {
    Cluster cluster = world.cluster(input.required("cluster"));
    List<String> asked = input.strings("tasks");
    requireAtMost(asked, MOST_READ);
    if (asked.isEmpty()) {
      throw SimulatedFault.invalid("Tasks cannot be empty.");
    }
    return each(cluster, asked, (service, task) -> task);
  }

  private ObjectNode update(Input input) {
    Cluster cluster = world.cluster(input.required("cluster"));
    List<String> asked = input.strings("tasks");
    requireAtMost(asked, MOST_UPDATED);
    int minutes = input.integer("expiresInMinutes", DEFAULT_MINUTES);
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw SimulatedFault.invalid("expiresInMinutes must be between 1 and 2880.");
    }
    Instant until =
        input.isTrue("protectionEnabled") ? world.now().plus(Duration.ofMinutes(minutes)) : null;
    return each(
        cluster,
        asked,
        (service, task) -> {
          service.protect(task, until, world.now());
          return service.task(task.id()).orElse(task);
        });
  }

  private ObjectNode each(
      Cluster cluster, List<String> asked, BiFunction<Service, Task, Task> change) {
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked) {
      String id = Identifiers.shortName("task", name, cluster);
      switch (cluster.ownerOf(id).orElse(null)) {
        case Service service ->
            service
                .task(id)
                .filter(Task::live)
                .map(task -> change.apply(service, task))
                .ifPresentOrElse(
                    task -> found.add(json(task)),
                    () -> failures.add(Json.missing(arn(cluster, name))));
        case StandaloneTasks _ -> failures.add(notOfAService(arn(cluster, name)));
        case null -> failures.add(Json.missing(arn(cluster, name)));
      }
    }
    ObjectNode reply = Json.object();
    reply.set("protectedTasks", found);
    reply.set("failures", failures);
    return reply;
  }

  private ObjectNode json(Task task) {
    ObjectNode json = Json.object().put("taskArn", task.origin().arn());
    boolean on = task.isProtected(world.now());
    json.put("protectionEnabled", on);
    if (on && task.protectedUntil() instanceof Instant until) {
      json.put("expirationDate", Json.seconds(until));
    }
    return json;
  }

  private static ObjectNode notOfAService(String arn) {
    return Json.object()
        .put("arn", arn)
        .put("reason", "TASK_NOT_VALID")
        .put("detail", "The task does not belong to a service.");
  }

  private String arn(Cluster cluster, String idOrArn) {
    return idOrArn.startsWith("arn:")
        ? idOrArn
        : world.arns().ecs("task/" + cluster.name() + "/" + idOrArn);
  }

  private static void requireAtMost(List<String> tasks, int most) {
    if (tasks.size() > most) {
      throw SimulatedFault.invalid("Tasks cannot have more than " + most + " elements.");
    }
  }
}

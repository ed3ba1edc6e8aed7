package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskOwner;
import io.ecsrecycler.simulator.model.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ListTasks, DescribeTasks and StopTask. */
final class TaskOperations {

  private static final int MOST_TASKS = 100;
  private static final int LONGEST_REASON = 255;

  private final World world;
  private final TaskJson json;

  TaskOperations(World world) {
    this.world = world;
    this.json = new TaskJson(world.arns());
  }

  Map<String, Operation> all() {
    return Map.of("ListTasks", this::list, "DescribeTasks", this::describe, "StopTask", this::stop);
  }

  private ObjectNode list(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    TaskFilter filter = TaskFilter.of(input);
    List<Task> tasks =
        owners(cluster, input.string("serviceName"))
            .flatMap(owner ->
                owner.tasksSeenAt(world.now()).stream().filter(task -> filter.takes(task, owner)))
            .sorted(Comparator.comparingLong(task -> task.origin().order()))
            .toList();
    int size = PageSize.of(input, "maxResults", MOST_TASKS);
    Page<Task> page = Page.of(tasks, TaskOperations::key, input.string("nextToken"), size);
    ObjectNode reply = Json.object();
    reply.set("taskArns", Json.strings(page.items().stream().map(t -> t.origin().arn()).toList()));
    page.putToken(reply, "nextToken");
    return reply;
  }

  private ObjectNode describe(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    List<String> asked = input.strings("tasks");
    if (asked.isEmpty()) {
      throw SimulatedFault.invalid("Tasks cannot be empty.");
    }
    if (asked.size() > MOST_TASKS) {
      throw SimulatedFault.invalid("Tasks cannot have more than 100 elements.");
    }
    Map<TaskOwner, Map<String, Task>> seen = new HashMap<>();
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked) {
      String id = Identifiers.shortName("task", name, cluster);
      cluster
          .ownerOf(id)
          .flatMap(owner ->
              Optional.ofNullable(seen.computeIfAbsent(owner, this::byId).get(id))
                  .map(task -> json.of(task, owner)))
          .ifPresentOrElse(found::add, () -> failures.add(Json.missing(arn(cluster, name))));
    }
    ObjectNode reply = Json.object();
    reply.set("tasks", found);
    reply.set("failures", failures);
    return reply;
  }

  private Map<String, Task> byId(TaskOwner owner) {
    return owner.tasksSeenAt(world.now()).stream()
        .collect(Collectors.toMap(Task::id, task -> task));
  }

  private ObjectNode stop(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    String id = Identifiers.shortName("task", input.required("task"), cluster);
    String reason = input.string("reason", "Task stopped by user");
    if (reason.length() > LONGEST_REASON) {
      throw SimulatedFault.invalid("reason must be at most 255 characters long.");
    }
    TaskOwner owner = cluster.ownerOf(id).orElseThrow(TaskOperations::notFound);
    Task task = owner.task(id).orElseThrow(TaskOperations::notFound);
    Task stopping = owner.stop(task, reason, world.now());
    return Json.object().set("task", json.of(stopping, owner));
  }

  private Stream<TaskOwner> owners(Cluster cluster, @Nullable String name) {
    Stream<TaskOwner> owners = cluster.owners(world.now()).stream();
    if (name == null) {
      return owners;
    }
    String asked = Identifiers.shortName("service", name, cluster);
    cluster.get(asked, world.now());
    return owners.filter(
        it -> it instanceof Service service && service.identity().name().equals(asked));
  }

  private String arn(Cluster cluster, String idOrArn) {
    return idOrArn.startsWith("arn:")
        ? idOrArn
        : world.arns().ecs("task/" + cluster.name() + "/" + idOrArn);
  }

  private static String key(Task task) {
    return "%019d".formatted(task.origin().order());
  }

  private static SimulatedFault notFound() {
    return SimulatedFault.invalid("The referenced task was not found.");
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceView;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ListTasks, DescribeTasks and StopTask. */
final class TaskOperations {

  private static final int MOST_TASKS = 100;

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
        services(cluster, input.string("serviceName")).stream()
            .filter(filter::takes)
            .flatMap(service -> service.seenAt(world.now()).stream())
            .flatMap(view -> view.tasks().stream())
            .filter(filter::takes)
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
    Map<Service, Optional<ServiceView>> views = new HashMap<>();
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked) {
      cluster
          .ownerOf(name)
          .flatMap(service ->
              views
                  .computeIfAbsent(service, s -> s.seenAt(world.now()))
                  .flatMap(view -> view.task(Arns.shortName(name)))
                  .map(task -> json.of(task, service)))
          .ifPresentOrElse(found::add, () -> failures.add(Json.missing(arn(cluster, name))));
    }
    ObjectNode reply = Json.object();
    reply.set("tasks", found);
    reply.set("failures", failures);
    return reply;
  }

  private ObjectNode stop(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    String id = Arns.shortName(input.required("task"));
    Service service = cluster.ownerOf(id).orElseThrow(TaskOperations::notFound);
    Task task = service.task(id).orElseThrow(TaskOperations::notFound);
    String reason = input.string("reason", "Task stopped by user");
    Task stopping = service.stop(task, reason, world.now());
    return Json.object().set("task", json.of(stopping, service));
  }

  private List<Service> services(Cluster cluster, @Nullable String name) {
    List<Service> owners = cluster.owners(world.now());
    if (name == null) {
      return owners;
    }
    String asked = cluster.get(name, world.now()).identity().name();
    return owners.stream().filter(it -> it.identity().name().equals(asked)).toList();
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

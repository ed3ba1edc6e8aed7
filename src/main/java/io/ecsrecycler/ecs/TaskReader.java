package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.SeenTask.HealthReport;
import io.ecsrecycler.recycle.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads all tasks of a service: every page of ListTasks, then DescribeTasks by the hundred. */
final class TaskReader {

  private static final Logger log = LoggerFactory.getLogger(TaskReader.class);

  private static final String LIST = "ecs:ListTasks";

  private final EcsClient ecs;
  private final RequestQuotas quotas;
  private final TaskDescriptions descriptions;
  private final HealthChecks healthChecks;

  TaskReader(EcsClient ecs, RequestQuotas quotas, HealthChecks healthChecks) {
    this.ecs = ecs;
    this.quotas = quotas;
    this.descriptions = new TaskDescriptions(ecs, quotas);
    this.healthChecks = healthChecks;
  }

  /**
   * What was listed, described.
   *
   * @param own the service's tasks
   * @param strangers ARNs of tasks that say that they are not the service's
   */
  record Listed(List<Task> own, List<String> strangers) {}

  /**
   * The tasks listed as RUNNING and the watched ones. One that ECS does not (yet, or any more) know
   * is left out.
   */
  Listed tasksOf(ServiceName service, Set<String> watched) {
    Set<String> listed = listed(service);
    Map<Boolean, List<Task>> tasks =
        descriptions.of(service, listed, watched).stream()
            .collect(Collectors.partitioningBy(task -> belongsTo(service, task)));
    List<Task> own = tasks.getOrDefault(true, List.of());
    List<String> strangers =
        tasks.getOrDefault(false, List.of()).stream().map(Task::taskArn).toList();
    if (!strangers.isEmpty()) {
      log.debug("ECS lists tasks of {} that are not its own: {}", service, strangers);
    }
    healthChecks.learnFrom(own);
    return new Listed(own, strangers);
  }

  private Set<String> listed(ServiceName service) {
    Set<String> arns = new LinkedHashSet<>();
    List<String> tokens = new ArrayList<>();
    String token = null;
    do {
      ListTasksResponse page = page(service, token);
      arns.addAll(page.taskArns());
      token = page.nextToken();
      if (tokens.contains(String.valueOf(token))) {
        throw incomplete(LIST, "gives the same page again and again");
      }
      tokens.add(String.valueOf(token));
    } while (token != null && !token.isEmpty());
    return arns;
  }

  private ListTasksResponse page(ServiceName service, @Nullable String token) {
    quotas.await(RequestQuotas.Quota.TASK_READS);
    return classified(
        LIST,
        () ->
            ecs.listTasks(it ->
                it.cluster(service.cluster()).serviceName(service.service()).nextToken(token)));
  }

  /** What is not the service's own must never be stopped, whatever a list may say. */
  private static boolean belongsTo(ServiceName service, Task task) {
    return task.group() == null || task.group().equals("service:" + service.service());
  }

  /** What the container health checks of that task say. */
  HealthReport report(Task task) {
    return switch (task.healthStatus()) {
      case HEALTHY -> HealthReport.HEALTHY;
      case UNHEALTHY -> HealthReport.UNHEALTHY;
      case UNKNOWN, UNKNOWN_TO_SDK_VERSION -> unknown(task);
      case null -> unknown(task);
    };
  }

  private HealthReport unknown(Task task) {
    return healthChecks.has(task.taskDefinitionArn())
        ? HealthReport.UNKNOWN
        : HealthReport.UNCHECKED;
  }
}

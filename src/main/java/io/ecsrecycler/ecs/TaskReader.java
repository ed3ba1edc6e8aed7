package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenTask.HealthReport;
import io.ecsrecycler.recycle.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads all tasks of a service: every page of ListTasks, then DescribeTasks by the hundred. */
final class TaskReader {

  /** DescribeTasks takes at most 100 tasks. */
  private static final int DESCRIBE_LIMIT = 100;

  private final EcsClient ecs;
  private final RequestQuotas quotas;
  private final HealthChecks healthChecks;

  TaskReader(EcsClient ecs, RequestQuotas quotas, HealthChecks healthChecks) {
    this.ecs = ecs;
    this.quotas = quotas;
    this.healthChecks = healthChecks;
  }

  /**
   * The tasks listed as RUNNING and the watched ones. One that ECS does not (yet, or any more) know
   * is left out.
   */
  List<Task> tasksOf(ServiceName service, Set<String> watched) {
    Set<String> arns = new LinkedHashSet<>(listed(service));
    arns.addAll(watched);
    List<Task> tasks =
        described(service, List.copyOf(arns)).stream()
            .filter(task -> belongsTo(service, task))
            .toList();
    healthChecks.learnFrom(tasks);
    return tasks;
  }

  private List<String> listed(ServiceName service) {
    List<String> arns = new ArrayList<>();
    String token = null;
    do {
      String page = token;
      quotas.await(RequestQuotas.Quota.TASK_READS);
      ListTasksResponse reply =
          classified(
              "ecs:ListTasks",
              () ->
                  ecs.listTasks(it ->
                      it.cluster(service.cluster())
                          .serviceName(service.service())
                          .nextToken(page)));
      arns.addAll(reply.taskArns());
      token = reply.nextToken();
    } while (token != null);
    return arns;
  }

  private List<Task> described(ServiceName service, List<String> arns) {
    List<Task> tasks = new ArrayList<>();
    for (int from = 0; from < arns.size(); from += DESCRIBE_LIMIT) {
      List<String> chunk = arns.subList(from, Math.min(from + DESCRIBE_LIMIT, arns.size()));
      quotas.await(RequestQuotas.Quota.TASK_READS);
      DescribeTasksResponse reply =
          classified(
              "ecs:DescribeTasks",
              () -> ecs.describeTasks(it -> it.cluster(service.cluster()).tasks(chunk)));
      refuseDoubt(reply.failures());
      tasks.addAll(reply.tasks());
    }
    return tasks;
  }

  /** MISSING is an answer: there is no such task. Anything else leaves a task unseen. */
  private static void refuseDoubt(List<Failure> failures) {
    for (Failure failure : failures) {
      if (!"MISSING".equals(failure.reason())) {
        throw new EcsFaultException(
            new Fault(
                Fault.Kind.SERVER_ERROR,
                "ecs:DescribeTasks could not tell about %s (%s)."
                    .formatted(failure.arn(), failure.reason())));
      }
    }
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

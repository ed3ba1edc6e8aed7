package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.ServiceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Task;

/** Describes tasks by the hundred, and makes sure that the answers tell of each of them. */
final class TaskDescriptions {

  private static final String OPERATION = "ecs:DescribeTasks";

  /** DescribeTasks takes at most 100 tasks. */
  private static final int LIMIT = 100;

  private final EcsClient ecs;
  private final RequestQuotas quotas;

  TaskDescriptions(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  /**
   * The tasks that ECS knows.
   *
   * @param listed tasks that ECS has just listed: each must be described or called MISSING
   * @param watched further tasks; a stand-in may leave one out that it has forgotten
   */
  List<Task> of(ServiceName service, Set<String> listed, Set<String> watched) {
    Set<String> asked = new LinkedHashSet<>(listed);
    asked.addAll(watched);
    List<String> arns = List.copyOf(asked);
    List<Task> tasks = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (int from = 0; from < arns.size(); from += LIMIT) {
      DescribeTasksResponse reply =
          described(service, arns.subList(from, Math.min(from + LIMIT, arns.size())));
      reply.failures().forEach(it -> told.add(missing(it)));
      reply.tasks().forEach(it -> told.add(complete(it).taskArn()));
      tasks.addAll(reply.tasks());
    }
    refuseGaps(listed, told);
    return tasks;
  }

  private DescribeTasksResponse described(ServiceName service, List<String> arns) {
    quotas.await(RequestQuotas.Quota.TASK_READS);
    return classified(
        OPERATION, () -> ecs.describeTasks(it -> it.cluster(service.cluster()).tasks(arns)));
  }

  /** MISSING is an answer: there is no such task. Anything else leaves a task unseen. */
  private static String missing(Failure failure) {
    if (!"MISSING".equals(failure.reason())) {
      throw incomplete(
          OPERATION,
          "could not tell about task %s (%s)".formatted(failure.arn(), failure.reason()));
    }
    return String.valueOf(failure.arn());
  }

  private static Task complete(Task task) {
    if (task.taskArn() == null || task.lastStatus() == null || task.desiredStatus() == null) {
      throw incomplete(
          OPERATION, "leaves out the ARN or the status of task %s".formatted(task.taskArn()));
    }
    return task;
  }

  private static void refuseGaps(Set<String> listed, Set<String> told) {
    listed.stream()
        .filter(arn -> !told.contains(arn))
        .findFirst()
        .ifPresent(arn -> {
          throw incomplete(OPERATION, "leaves out task %s, which is listed".formatted(arn));
        });
  }
}

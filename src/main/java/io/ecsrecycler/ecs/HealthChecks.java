package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Which task definitions check their containers. {@code healthStatus} is UNKNOWN both before the
 * first result and forever without a check; only the definition tells the two apart. A revision
 * never changes, so each is read once. Where reading it is not permitted, a verdict on any task of
 * the revision is taken as proof of a check.
 */
final class HealthChecks {

  private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);

  private static final String OPERATION = "ecs:DescribeTaskDefinition";

  /** Revisions kept in mind; forgetting one costs a request. */
  private static final int REMEMBERED = 10_000;

  private final EcsClient ecs;
  private final RequestQuotas quotas;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  HealthChecks(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  /** A verdict proves a check, whatever the definition may say to us. */
  void learnFrom(List<Task> tasks) {
    for (Task task : tasks) {
      boolean verdict =
          task.healthStatus() == HealthStatus.HEALTHY
              || task.healthStatus() == HealthStatus.UNHEALTHY;
      if (verdict && task.taskDefinitionArn() != null) {
        known.put(task.taskDefinitionArn(), true);
      }
    }
  }

  /** Whether an essential container of that revision has a health check. */
  boolean has(@Nullable String taskDefinitionArn) {
    if (taskDefinitionArn == null) {
      return false;
    }
    Boolean remembered = known.get(taskDefinitionArn);
    return remembered == null ? read(taskDefinitionArn) : remembered;
  }

  private boolean read(String taskDefinitionArn) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    boolean checked;
    try {
      quotas.await(RequestQuotas.Quota.TASK_DEFINITION_READS);
      checked =
          described(taskDefinitionArn).containerDefinitions().stream()
              .anyMatch(HealthChecks::isChecked);
    } catch (EcsFaultException e) {
      if (!refused(e.fault().kind())) {
        throw e;
      }
      log.warn(
          "{} Until a task of {} reports a health check's result, RUNNING counts as healthy.",
          e.fault().message(),
          taskDefinitionArn);
      checked = false;
    }
    known.putIfAbsent(taskDefinitionArn, checked);
    return checked;
  }

  private TaskDefinition described(String arn) {
    TaskDefinition found =
        classified(OPERATION, () -> ecs.describeTaskDefinition(it -> it.taskDefinition(arn)))
            .taskDefinition();
    if (found == null) {
      throw incomplete(OPERATION, "leaves out task definition " + arn);
    }
    return found;
  }

  private static boolean refused(Fault.Kind kind) {
    return switch (kind) {
      case ACCESS_DENIED, REJECTED -> true;
      case THROTTLED,
          UNREACHABLE,
          SERVER_ERROR,
          CREDENTIALS,
          NOT_FOUND,
          INCOMPLETE,
          TOO_SLOW,
          UNEXPECTED ->
          false;
    };
  }

  private static boolean isChecked(ContainerDefinition container) {
    return container.healthCheck() != null && !Boolean.FALSE.equals(container.essential());
  }
}

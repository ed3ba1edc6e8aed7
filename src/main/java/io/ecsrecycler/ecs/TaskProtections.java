package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.recycle.ServiceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;

/**
 * Which tasks are protected from scale-in. A task that ECS's answer leaves out, or that ECS does
 * not answer for, is neither protected nor open: nobody knows. Where ECS refuses to answer, that is
 * a fault: asking again would not help, and the sentence says what will.
 */
final class TaskProtections {

  private static final Logger log = LoggerFactory.getLogger(TaskProtections.class);

  private static final String OPERATION = "ecs:GetTaskProtection";

  /** GetTaskProtection takes at most 100 tasks. */
  private static final int LIMIT = 100;

  private final EcsClient ecs;
  private final RequestQuotas quotas;
  private final boolean offered;

  /**
   * @param offered whether that ECS has the call at all; without it no task is protected
   */
  TaskProtections(EcsClient ecs, RequestQuotas quotas, boolean offered) {
    this.ecs = ecs;
    this.quotas = quotas;
    this.offered = offered;
  }

  /** What is known of each of those tasks right now. */
  Map<String, Protection> of(ServiceName service, Set<String> taskArns) {
    Map<String, Protection> known = new HashMap<>();
    taskArns.forEach(it -> known.put(it, offered ? Protection.UNKNOWN : Protection.OPEN));
    if (offered) {
      List<String> arns = List.copyOf(taskArns);
      for (int from = 0; from < arns.size(); from += LIMIT) {
        List<String> chunk = arns.subList(from, Math.min(from + LIMIT, arns.size()));
        ask(service, chunk).forEach(it -> known.put(it.taskArn(), protection(it)));
      }
    }
    return known;
  }

  private static Protection protection(ProtectedTask task) {
    if (task.protectionEnabled() == null) {
      return Protection.UNKNOWN;
    }
    return task.protectionEnabled() ? Protection.PROTECTED : Protection.OPEN;
  }

  private List<ProtectedTask> ask(ServiceName service, List<String> chunk) {
    quotas.await(RequestQuotas.Quota.TASK_PROTECTION_READS);
    try {
      return classified(
              OPERATION,
              () -> ecs.getTaskProtection(it -> it.cluster(service.cluster()).tasks(chunk)))
          .protectedTasks();
    } catch (EcsFaultException e) {
      return switch (e.fault().kind()) {
        case UNREACHABLE, SERVER_ERROR, INCOMPLETE -> {
          log.debug("It is not known which tasks of {} are protected", service, e);
          yield List.of();
        }
        case ACCESS_DENIED, REJECTED ->
            throw e.advising(
                "Or set protectedTasks to STOP; where this ECS does not have the call, set recycler.aws.task-protection to false.");
        case THROTTLED, CREDENTIALS, NOT_FOUND, TOO_SLOW, UNEXPECTED -> throw e;
      };
    }
  }
}

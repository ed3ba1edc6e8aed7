package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.ServiceName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;

/**
 * Which tasks are protected from scale-in. A task that ECS has no answer for (it has just gone) is
 * not; nor is any where the operation itself does not exist, as in some stand-ins for ECS. Assumed:
 * ECS itself names an error code in every error, so a 500 without one is a stand-in's.
 */
final class TaskProtections {

  private static final Logger log = LoggerFactory.getLogger(TaskProtections.class);

  /** GetTaskProtection takes at most 100 tasks. */
  private static final int LIMIT = 100;

  private static final Set<String> NO_SUCH_OPERATION =
      Set.of("UnknownOperationException", "UnknownOperation", "InvalidAction", "NotImplemented");

  /** What stand-ins answer, without any error code, to an operation they do not have. */
  private static final Set<Integer> STANDS_IN = Set.of(404, 500, 501);

  private final EcsClient ecs;
  private final RequestQuotas quotas;

  TaskProtections(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  /** Those of the tasks that are protected right now. */
  Set<String> protectedAmong(ServiceName service, Set<String> taskArns) {
    List<String> arns = List.copyOf(taskArns);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < arns.size(); from += LIMIT) {
      found.addAll(ask(service, arns.subList(from, Math.min(from + LIMIT, arns.size()))));
    }
    return found;
  }

  private List<String> ask(ServiceName service, List<String> chunk) {
    quotas.await(RequestQuotas.Quota.TASK_PROTECTION_READS);
    try {
      return classified(
              "ecs:GetTaskProtection",
              () -> ecs.getTaskProtection(it -> it.cluster(service.cluster()).tasks(chunk)))
          .protectedTasks()
          .stream()
          .filter(it -> Boolean.TRUE.equals(it.protectionEnabled()))
          .map(ProtectedTask::taskArn)
          .toList();
    } catch (EcsFaultException e) {
      if (!isNoSuchOperation(e)) {
        throw e;
      }
      log.debug("This ECS knows no scale-in protection", e);
      return List.of();
    }
  }

  private static boolean isNoSuchOperation(EcsFaultException e) {
    if (!(e.getCause() instanceof EcsException cause)) {
      return false;
    }
    String code = cause.awsErrorDetails() == null ? null : cause.awsErrorDetails().errorCode();
    return code == null || code.isBlank()
        ? STANDS_IN.contains(cause.statusCode())
        : NO_SUCH_OPERATION.contains(code);
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a service's tasks; null or empty leaves a condition out, and all that are left must
 * hold. Ages are compared with AWS's own time, never with ours.
 *
 * @param startedBefore only tasks that were started before
 * @param olderThan only tasks that were started longer ago
 * @param taskArns only these tasks, by ARN or id
 * @param taskDefinition only tasks of this revision: {@code family:revision} or its ARN
 * @param availabilityZone only tasks in this zone
 * @param containerInstance only tasks on this container instance: its id or ARN
 */
public record Selection(
    @Nullable Instant startedBefore,
    @Nullable Duration olderThan,
    Set<String> taskArns,
    @Nullable String taskDefinition,
    @Nullable String availabilityZone,
    @Nullable String containerInstance) {

  /** Every task of the service. */
  public static final Selection ALL = new Selection(null, null, Set.of(), null, null, null);

  public Selection {
    taskArns = Set.copyOf(taskArns);
  }

  /** Whether it names every task. */
  public boolean all() {
    return equals(ALL);
  }

  /** Why that task is not selected, in words for a person; null when it is. */
  @Nullable String excludes(SeenTask task, Instant awsTime) {
    SeenTask.Origin origin = task.origin();
    Instant age = origin.startedAt() == null ? origin.createdAt() : origin.startedAt();
    if (startedBefore != null && (age == null || !age.isBefore(startedBefore))) {
      return "it was not started before " + startedBefore;
    }
    if (olderThan != null && (age == null || !age.isBefore(awsTime.minus(olderThan)))) {
      return "it is not older than %d minutes".formatted(olderThan.toMinutes());
    }
    if (!taskArns.isEmpty() && taskArns.stream().noneMatch(it -> names(it, task.arn()))) {
      return "it is not among the given tasks";
    }
    if (taskDefinition != null && !names(taskDefinition, origin.taskDefinition())) {
      return "its task definition is " + lastPart(origin.taskDefinition());
    }
    if (availabilityZone != null && !availabilityZone.equals(origin.availabilityZone())) {
      return "its availability zone is " + origin.availabilityZone();
    }
    String instance = origin.containerInstance();
    if (containerInstance != null && (instance == null || !names(containerInstance, instance))) {
      return instance == null
          ? "it runs on no container instance"
          : "its container instance is " + lastPart(instance);
    }
    return null;
  }

  /** Whether somebody who wrote {@code given} meant {@code arn}. */
  private static boolean names(String given, String arn) {
    return given.startsWith("arn:") ? given.equals(arn) : given.equals(lastPart(arn));
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}

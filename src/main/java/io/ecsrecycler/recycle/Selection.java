package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

  /** How many names a sentence shows. */
  private static final int SHOWN = 10;

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

  /**
   * What was named and fits no running task of that service: each in a sentence for people.
   * Conditions of age name nothing, so they may well fit none.
   */
  List<String> unmatched(ServiceName service, List<SeenTask> running) {
    List<String> sentences = new ArrayList<>();
    List<String> unknown =
        taskArns.stream()
            .filter(given -> running.stream().noneMatch(task -> names(given, task.arn())))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      sentences.add(
          "taskArns names tasks that are not running tasks of %s: %s."
              .formatted(service, shown(unknown)));
    }
    named("taskDefinition", taskDefinition, running, it -> it.origin().taskDefinition())
        .or(() -> named("availabilityZone", availabilityZone, running, Selection::zone))
        .or(() -> named("containerInstance", containerInstance, running, Selection::instance))
        .ifPresent(what -> sentences.add("No running task of %s has %s.".formatted(service, what)));
    return sentences;
  }

  private static @Nullable String zone(SeenTask task) {
    return task.origin().availabilityZone();
  }

  private static @Nullable String instance(SeenTask task) {
    return task.origin().containerInstance();
  }

  /** What was named and is not there, and what is; empty where it is there. */
  private static Optional<String> named(
      String field,
      @Nullable String given,
      List<SeenTask> running,
      Function<SeenTask, @Nullable String> of) {
    Set<String> there = new TreeSet<>();
    for (SeenTask task : running) {
      String has = of.apply(task);
      if (given != null && has != null && names(given, has)) {
        return Optional.empty();
      }
      if (has != null) {
        there.add(lastPart(has));
      }
    }
    return given == null || running.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s %s (they have: %s)"
                .formatted(field, given, there.isEmpty() ? "none" : shown(List.copyOf(there))));
  }

  /** A few of them, for a person. */
  private static String shown(List<String> names) {
    return names.size() <= SHOWN
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, SHOWN)) + " and " + (names.size() - SHOWN) + " more";
  }

  /** Whether somebody who wrote {@code given} meant {@code arn}. */
  private static boolean names(String given, String arn) {
    return given.startsWith("arn:") ? given.equals(arn) : given.equals(lastPart(arn));
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}

package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of a service with all that is said about them: by ECS, and by its target groups. */
final class ServiceTasks {

  private final TaskReader reader;
  private final TargetGroups targetGroups;
  private final TaskProtections protections;

  ServiceTasks(TaskReader reader, TargetGroups targetGroups, TaskProtections protections) {
    this.reader = reader;
    this.targetGroups = targetGroups;
    this.protections = protections;
  }

  /**
   * What was seen.
   *
   * @param tasks the service's own
   * @param strangers ARNs of tasks that were listed though they are not the service's
   */
  record Seen(List<SeenTask> tasks, List<String> strangers) {

    /** Nobody looked. */
    static final Seen NONE = new Seen(List.of(), List.of());
  }

  Seen of(Service service, Look look) {
    TaskReader.Listed listed = reader.tasksOf(look.service(), look.watchedTasks());
    List<Task> tasks = listed.own();
    TargetGroups.Reading balancing =
        look.targetHealth() ? targetGroups.read(service, tasks) : TargetGroups.Reading.NONE;
    Map<String, Protection> protection = protections.of(look.service(), look.protectionOf());
    return new Seen(
        tasks.stream()
            .map(task ->
                seen(
                    task,
                    balancing.of(task),
                    protection.getOrDefault(task.taskArn(), Protection.UNASKED)))
            .toList(),
        listed.strangers());
  }

  private SeenTask seen(Task task, TargetHealth targets, Protection protection) {
    return new SeenTask(
        task.taskArn(),
        new SeenTask.Life(
            task.lastStatus(),
            task.desiredStatus(),
            task.stopCodeAsString(),
            unlessBlank(task.stoppedReason()),
            task.stoppingAt()),
        reader.report(task),
        targets,
        protection,
        new SeenTask.Origin(
            task.createdAt(),
            task.startedAt(),
            task.availabilityZone(),
            String.valueOf(task.taskDefinitionArn()),
            task.containerInstanceArn()));
  }

  private static @Nullable String unlessBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}

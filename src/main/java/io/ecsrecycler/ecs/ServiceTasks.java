package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import java.util.List;
import java.util.Set;
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

  List<SeenTask> of(Service service, Look look) {
    List<Task> tasks = reader.tasksOf(look.service(), look.watchedTasks());
    TargetGroups.Reading balancing =
        look.targetHealth() ? targetGroups.read(service, tasks) : TargetGroups.Reading.NONE;
    Set<String> shielded = protections.protectedAmong(look.service(), look.protectionOf());
    return tasks.stream()
        .map(task ->
            seen(
                task,
                balancing.of(task),
                protection(task.taskArn(), look.protectionOf(), shielded)))
        .toList();
  }

  private static Protection protection(String arn, Set<String> asked, Set<String> shielded) {
    if (!asked.contains(arn)) {
      return Protection.UNASKED;
    }
    return shielded.contains(arn) ? Protection.PROTECTED : Protection.OPEN;
  }

  private SeenTask seen(Task task, TargetHealth targets, Protection protection) {
    return new SeenTask(
        task.taskArn(),
        new SeenTask.Life(
            task.lastStatus(),
            task.desiredStatus(),
            task.stopCodeAsString(),
            unlessBlank(task.stoppedReason())),
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

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one look saw.
 *
 * @param begunAt our clock just before the first request: what was so before must show, unless
 *     reads lag
 * @param awsTime AWS's own time at the look: what ages of tasks are told by
 * @param service the service itself
 * @param tasks every task listed as RUNNING (all pages) and every watched task that ECS still
 *     knows; a watched task that is absent may be gone (ECS forgets stopped tasks after an hour or
 *     more); empty where the look left the tasks out
 * @param scalableTarget the service's Application Auto Scaling target, null without one
 * @param strangers tasks that were listed though they say that they are not the service's
 */
public record ServiceSnapshot(
    Instant begunAt,
    Instant awsTime,
    SeenService service,
    List<SeenTask> tasks,
    @Nullable ScalableTarget scalableTarget,
    List<String> strangers) {

  public ServiceSnapshot {
    tasks = List.copyOf(tasks);
    strangers = List.copyOf(strangers);
  }

  /** A look at which every listed task was the service's. */
  public ServiceSnapshot(
      Instant begunAt,
      Instant awsTime,
      SeenService service,
      List<SeenTask> tasks,
      @Nullable ScalableTarget scalableTarget) {
    this(begunAt, awsTime, service, tasks, scalableTarget, List.of());
  }

  /** The task of that ARN, if this look saw it. */
  public Optional<SeenTask> task(String arn) {
    return tasks.stream().filter(task -> task.arn().equals(arn)).findFirst();
  }

  /** How many tasks serve right now and are not being stopped. */
  public int healthyTasks() {
    return (int) tasks.stream().filter(Health::serves).count();
  }

  /** How many tasks ECS means to keep running. */
  public int tasksToKeep() {
    return (int) tasks.stream().filter(task -> !task.life().ending()).count();
  }
}

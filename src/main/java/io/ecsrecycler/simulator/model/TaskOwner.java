package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tasks belong to: a service, or the cluster alone. */
public sealed interface TaskOwner permits Service, StandaloneTasks {

  String clusterName();

  String clusterArn();

  /** The task of that id, whether it still runs or not. */
  Optional<Task> task(String id);

  /** Its tasks as Describe and List see them, which may lag. */
  List<Task> tasksSeenAt(Instant now);

  /** All of its tasks as they are. */
  Collection<Task> tasksNow();

  /** StopTask: unconditional, and harmless for a task that is stopping already. */
  Task stop(Task task, String reason, Instant at);

  /** Where the task runs: FARGATE, EC2 and so on. */
  String launchType(Task task);

  /** The task's group as ECS shows it. */
  String group(Task task);

  /** The target groups that its tasks are in, each with the container's port. */
  Map<String, Integer> targetGroups();

  /** Whether ECS has lost the agents of its tasks. */
  boolean disconnected();
}

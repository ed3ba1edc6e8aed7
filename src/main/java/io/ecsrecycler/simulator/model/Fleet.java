package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tasks of one service, oldest first; those that stopped more than an hour ago are forgotten.
 */
final class Fleet {

  /** DescribeTasks shows stopped tasks for at least an hour (ECS API reference). */
  private static final Duration REMEMBERED = Duration.ofMinutes(65);

  private final Map<String, Task> tasks = new LinkedHashMap<>();

  Collection<Task> all() {
    return tasks.values();
  }

  Optional<Task> find(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  void put(Task task) {
    tasks.put(task.id(), task);
  }

  List<Task> live() {
    return where(Task::live);
  }

  List<Task> where(Predicate<Task> wanted) {
    return tasks.values().stream().filter(wanted).toList();
  }

  int healthy() {
    return (int) tasks.values().stream().filter(Task::healthy).count();
  }

  /** When the next task moves on by itself. */
  Optional<Instant> next() {
    return tasks.values().stream()
        .map(task -> task.state().nextAt())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  void forgetLongStopped(Instant now) {
    Instant horizon = now.minus(REMEMBERED);
    tasks
        .values()
        .removeIf(task -> {
          Instant stoppedAt = task.state().stoppedAt();
          return stoppedAt != null && stoppedAt.isBefore(horizon);
        });
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What faults do to the tasks that are there already, and undo. */
final class Troubles {

  private final Fleet fleet;
  private final TaskLife life;

  Troubles(Fleet fleet, TaskLife life) {
    this.fleet = fleet;
    this.life = life;
  }

  /** A crash loop: those that run exit one after another, those that start live that long. */
  void doom(Duration lives, Instant at) {
    List<Task> running = fleet.where(t -> t.live() && t.lastStatus() == TaskStatus.RUNNING);
    for (int i = 0; i < running.size(); i++) {
      Instant exit = at.plus(lives.multipliedBy(i + 1L).dividedBy(running.size()));
      fleet.put(life.doomed(running.get(i), exit));
    }
    fleet
        .where(t -> t.live() && t.lastStatus().starting() && t.fate() instanceof Fate.Serves)
        .forEach(task -> fleet.put(task.fated(new Fate.Exits(lives))));
  }

  /** Tasks that could not get healthy recover, and nothing drains for longer than usual. */
  void end(Instant at) {
    fleet
        .where(task -> task.live() && !(task.fate() instanceof Fate.Serves))
        .forEach(task -> fleet.put(life.reprieved(task, at)));
    fleet
        .where(task -> task.lastStatus() == TaskStatus.DEACTIVATING)
        .forEach(task -> fleet.put(life.drained(task, at)));
  }
}

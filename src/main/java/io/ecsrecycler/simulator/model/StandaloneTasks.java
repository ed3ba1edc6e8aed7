package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Physics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of a cluster that RunTask started: no service has them, and nobody replaces them. */
public final class StandaloneTasks implements TaskOwner, Actor {

  /**
   * What RunTask says.
   *
   * @param group the group they are shown with
   * @param startedBy empty if nothing was said
   */
  public record Run(
      TaskDefinition definition,
      int count,
      String group,
      String startedBy,
      String launchType,
      Physics physics) {}

  private record Ticket(Run run, TaskLife life) {}

  private final Cluster cluster;
  private final Service.Surroundings surroundings;
  private final long order;
  private final Fleet fleet = new Fleet();
  private final Map<String, Ticket> tickets = new HashMap<>();

  StandaloneTasks(Cluster cluster, Service.Surroundings surroundings, long order) {
    this.cluster = cluster;
    this.surroundings = surroundings;
    this.order = order;
  }

  /** Starts tasks that run until somebody stops them. */
  public List<Task> run(Run run, Instant at) {
    fleet.forgetLongStopped(at);
    tickets.keySet().removeIf(id -> fleet.find(id).isEmpty());
    TaskLife life = new TaskLife(run.physics().pace(), false, new StandingFaults());
    List<Task> started = new ArrayList<>();
    for (int i = 0; i < run.count(); i++) {
      Task task = life.created(origin(run, at), new Fate.Serves());
      fleet.put(task);
      tickets.put(task.id(), new Ticket(run, life));
      started.add(task);
    }
    changed();
    return started;
  }

  private Task.Origin origin(Run run, Instant at) {
    return new Task.Origin(
        surroundings.arns().task(cluster.name(), surroundings.ids().task()),
        run.definition(),
        run.startedBy(),
        Placement.emptiestZone(surroundings.arns().region(), fleet.live()),
        at,
        surroundings.ids().nextOrder());
  }

  @Override
  public long order() {
    return order;
  }

  @Override
  public void step(Instant at) {
    for (Task task : List.copyOf(fleet.all())) {
      Task now = task;
      while (now.state().nextAt() instanceof Instant due && !due.isAfter(at)) {
        now = ticket(task).life().step(now, at);
      }
      fleet.put(now);
    }
    changed();
  }

  @Override
  public Task stop(Task task, String reason, Instant at) {
    if (!task.live()) {
      return task;
    }
    Task stopping =
        ticket(task).life().stop(task, new Task.Stop(at, StopCode.USER_INITIATED, reason));
    fleet.put(stopping);
    changed();
    return stopping;
  }

  @Override
  public String clusterName() {
    return cluster.name();
  }

  @Override
  public String clusterArn() {
    return cluster.arn();
  }

  @Override
  public Optional<Task> task(String id) {
    return fleet.find(id);
  }

  @Override
  public List<Task> tasksSeenAt(Instant now) {
    return List.copyOf(fleet.all());
  }

  @Override
  public Collection<Task> tasksNow() {
    return fleet.all();
  }

  @Override
  public String launchType(Task task) {
    return ticket(task).run().launchType();
  }

  @Override
  public String group(Task task) {
    return ticket(task).run().group();
  }

  @Override
  public Map<String, Integer> targetGroups() {
    return Map.of();
  }

  @Override
  public boolean disconnected() {
    return false;
  }

  private Ticket ticket(Task task) {
    return Optional.ofNullable(tickets.get(task.id())).orElseThrow();
  }

  private void changed() {
    surroundings.agenda().put(this, fleet.next());
  }
}

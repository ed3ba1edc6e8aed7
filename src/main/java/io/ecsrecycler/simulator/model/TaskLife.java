package io.ecsrecycler.simulator.model;

import static io.ecsrecycler.simulator.model.TaskStatus.ACTIVATING;
import static io.ecsrecycler.simulator.model.TaskStatus.DEACTIVATING;
import static io.ecsrecycler.simulator.model.TaskStatus.DEPROVISIONING;
import static io.ecsrecycler.simulator.model.TaskStatus.PENDING;
import static io.ecsrecycler.simulator.model.TaskStatus.PROVISIONING;
import static io.ecsrecycler.simulator.model.TaskStatus.RUNNING;
import static io.ecsrecycler.simulator.model.TaskStatus.STOPPED;
import static io.ecsrecycler.simulator.model.TaskStatus.STOPPING;

import io.ecsrecycler.simulator.Physics.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a task goes through its life: PROVISIONING → PENDING → ACTIVATING → RUNNING → DEACTIVATING →
 * STOPPING → DEPROVISIONING → STOPPED. Right after its stop a task still says RUNNING, as ECS's
 * does.
 */
final class TaskLife {

  private final Pace pace;
  private final boolean balanced;
  private final StandingFaults faults;

  /**
   * @param balanced whether target groups have a say in whether a task is healthy
   */
  TaskLife(Pace pace, boolean balanced, StandingFaults faults) {
    this.pace = pace;
    this.faults = faults;
    this.balanced = balanced;
  }

  Task created(Task.Origin origin, Fate fate) {
    Instant next = origin.createdAt().plus(share(pace.start(), 10));
    return new Task(
        origin, fate, at(PROVISIONING, HealthStatus.UNKNOWN, null, next), null, null, 1);
  }

  /** The task after the change that is due at its {@code nextAt}. */
  Task step(Task task, Instant at) {
    return task.live() ? liveStep(task, at) : stoppingStep(task, at);
  }

  /** The task whose desiredStatus turns STOPPED now; its lastStatus follows a little later. */
  Task stop(Task task, Task.Stop why) {
    return task.stopped(why, later(task.state(), why.at().plus(share(pace.stop(), 10))));
  }

  /** The task after its essential container exited. */
  Task exited(Task task, Instant at) {
    Task.Stop why =
        new Task.Stop(
            at, StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    return task.stopped(why, moved(task.state(), DEPROVISIONING, at.plus(share(pace.stop(), 10))));
  }

  /** The task once whatever doomed it is over: it goes on to become healthy. */
  Task reprieved(Task task, Instant now) {
    Task saved = task.fated(new Fate.Serves());
    if (task.lastStatus() == RUNNING) {
      return saved.in(moved(task.state(), RUNNING, judgedAt(task, now)));
    }
    return task.state().nextAt() == null
        ? saved.in(later(task.state(), now.plus(share(pace.start(), 80))))
        : saved;
  }

  /** The task whose long draining is over. */
  Task drained(Task task, Instant now) {
    return until(task, now.plus(share(pace.stop(), 10)));
  }

  /** The running task, which will exit by itself at that time. */
  Task doomed(Task task, Instant exit) {
    Instant startedAt = Objects.requireNonNull(task.state().startedAt());
    Task fated = task.fated(new Fate.Exits(Duration.between(startedAt, exit)));
    return until(fated, exit);
  }

  private Task liveStep(Task task, Instant at) {
    Instant created = task.origin().createdAt();
    return switch (task.lastStatus()) {
      case PROVISIONING -> task.in(moved(task.state(), PENDING, pendingUntil(task, created)));
      case PENDING -> task.in(moved(task.state(), ACTIVATING, created.plus(pace.start())));
      case ACTIVATING -> running(task, at);
      case RUNNING -> serving(task, at);
      case DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED ->
          throw new IllegalStateException("a live task cannot be " + task.lastStatus());
    };
  }

  private @Nullable Instant pendingUntil(Task task, Instant created) {
    return task.fate() instanceof Fate.StaysPending ? null : created.plus(share(pace.start(), 80));
  }

  private Task running(Task task, Instant at) {
    Instant judged = judgedAt(task, at);
    return switch (task.fate()) {
      case Fate.Exits(Duration after) when after.isZero() -> exited(task, at);
      case Fate.Exits(Duration after) ->
          until(task.in(at(RUNNING, HealthStatus.UNKNOWN, at, judged)), at.plus(after));
      case Fate.Serves(), Fate.NeverHealthy(), Fate.StaysPending() ->
          task.in(at(RUNNING, HealthStatus.UNKNOWN, at, judged));
    };
  }

  /** When its health check, or its target group where there is no check, has a verdict. */
  private @Nullable Instant judgedAt(Task task, Instant running) {
    if (task.origin().definition().healthCheck()) {
      return running.plus(pace.healthy());
    }
    return balanced ? running.plus(pace.register()) : null;
  }

  private Task serving(Task task, Instant at) {
    Task.State now = task.state();
    boolean check = task.origin().definition().healthCheck();
    return switch (task.fate()) {
      case Fate.Exits(Duration after) when !exit(task, after).isAfter(at) -> exited(task, at);
      case Fate.Exits(Duration after) -> until(judged(task, at), exit(task, after));
      case Fate.NeverHealthy() ->
          task.in(
              at(
                  RUNNING,
                  check ? HealthStatus.UNHEALTHY : HealthStatus.UNKNOWN,
                  now.startedAt(),
                  null));
      case Fate.Serves(), Fate.StaysPending() -> judged(task, at);
    };
  }

  private Task judged(Task task, Instant at) {
    boolean check = task.origin().definition().healthCheck();
    return check && task.state().health() != HealthStatus.HEALTHY
        ? passed(task, at)
        : inService(task);
  }

  private static Instant exit(Task task, Duration afterRunning) {
    return Objects.requireNonNull(task.state().startedAt()).plus(afterRunning);
  }

  /** The task, which moves on at that time at the latest. */
  private static Task until(Task task, Instant latest) {
    Instant next = task.state().nextAt();
    return next != null && next.isBefore(latest) ? task : task.in(later(task.state(), latest));
  }

  /** Its health check passes; its target groups may take longer. */
  private Task passed(Task task, Instant at) {
    Instant startedAt = task.state().startedAt();
    Instant registered = startedAt == null ? at : startedAt.plus(pace.register());
    Instant next = balanced ? registered.isAfter(at) ? registered : at : null;
    return task.in(at(RUNNING, HealthStatus.HEALTHY, startedAt, next));
  }

  private static Task inService(Task task) {
    Task.State now = task.state();
    return task.in(new Task.State(RUNNING, now.health(), now.startedAt(), null, null, true));
  }

  private Task stoppingStep(Task task, Instant at) {
    Task.State now = task.state();
    return switch (task.lastStatus()) {
      case PROVISIONING, PENDING, ACTIVATING ->
          task.in(moved(now, DEPROVISIONING, at.plus(share(pace.stop(), 10))));
      case RUNNING -> task.in(moved(now, DEACTIVATING, at.plus(draining())));
      case DEACTIVATING -> task.in(moved(now, STOPPING, at.plus(share(pace.stop(), 70))));
      case STOPPING -> task.in(moved(now, DEPROVISIONING, at.plus(share(pace.stop(), 10))));
      case DEPROVISIONING, STOPPED ->
          task.in(new Task.State(STOPPED, now.health(), now.startedAt(), at, null, false));
    };
  }

  private Duration draining() {
    Duration usual = share(pace.stop(), 10);
    Duration slow = faults.drainingFor();
    return slow.compareTo(usual) > 0 ? slow : usual;
  }

  private static Duration share(Duration whole, int percent) {
    return whole.multipliedBy(percent).dividedBy(100);
  }

  private Task.State at(
      TaskStatus status, HealthStatus health, @Nullable Instant started, @Nullable Instant next) {
    return new Task.State(status, health, started, null, next, !balanced);
  }

  private static Task.State moved(Task.State state, TaskStatus to, @Nullable Instant next) {
    return new Task.State(
        to, state.health(), state.startedAt(), state.stoppedAt(), next, state.inService());
  }

  private static Task.State later(Task.State state, Instant next) {
    return moved(state, state.lastStatus(), next);
  }
}

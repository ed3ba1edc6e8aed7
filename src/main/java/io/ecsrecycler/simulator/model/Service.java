package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.ServiceReport;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.TaskTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One ECS service with its tasks, its deployments and a scheduler that looks after them. */
public final class Service implements TaskOwner, Actor {

  /** What never changes. */
  public record Identity(
      String arn,
      String name,
      String clusterName,
      String clusterArn,
      Instant createdAt,
      long order) {}

  record Surroundings(Ids ids, Arns arns, Agenda agenda) {}

  /** What outlives a service that is created again under its name. */
  record Memory(StandingFaults faults, Ledger ledger) {

    static Memory blank() {
      return new Memory(new StandingFaults(), new Ledger());
    }
  }

  private final Identity identity;
  private final Surroundings surroundings;
  private final Physics physics;
  private final TaskLife life;
  private final Placement placement;
  private final Scheduler scheduler;
  private final Fleet fleet = new Fleet();
  private final Deployments deployments = new Deployments();
  private final ServiceEvents events;
  private final StandingFaults faults;
  private final RestartThrottle restarts;
  private final CircuitBreaker circuitBreaker = new CircuitBreaker(this);
  private final Troubles troubles;
  private final Ledger ledger;
  private final Views views;

  private ServiceSettings settings;
  private ServiceStatus status = ServiceStatus.ACTIVE;
  private int desiredCount;
  private @Nullable Instant nextLook;
  private @Nullable Instant inactiveSince;

  Service(Identity identity, NewService wanted, Surroundings around, Memory memory) {
    this.identity = identity;
    this.faults = memory.faults();
    this.ledger = memory.ledger();
    this.settings = wanted.settings();
    this.physics = wanted.physics();
    this.surroundings = around;
    this.life = new TaskLife(physics.pace(), settings.balanced(), faults);
    this.troubles = new Troubles(fleet, life);
    this.placement = new Placement(identity, around, life);
    this.scheduler =
        new Scheduler(this, new ScaleIn(physics.quirks().scaleInPicks(), around.ids()));
    this.events = new ServiceEvents(identity.name(), around.ids());
    this.restarts = new RestartThrottle(physics.pace().scheduler());
    this.views = new Views(physics.readLag());
  }

  public Identity identity() {
    return identity;
  }

  public Physics physics() {
    return physics;
  }

  public ServiceSettings settings() {
    return settings;
  }

  public StandingFaults faults() {
    return faults;
  }

  public ServiceStatus status() {
    return status;
  }

  public int desiredCount() {
    return desiredCount;
  }

  /** True if it was deleted so long ago that ECS does not know it any more. */
  boolean forgotten(Instant now) {
    return inactiveSince != null && inactiveSince.plus(Duration.ofHours(1)).isBefore(now);
  }

  /** The service as Describe and List see it, which may lag; empty while it is not seen at all. */
  public Optional<ServiceView> seenAt(Instant now) {
    return views.lagging() ? views.seenAt(now) : Optional.of(viewAt(now));
  }

  /** The service as it is, which is what the replies to writes show. */
  public ServiceView viewAt(Instant now) {
    return new ServiceView(
        now,
        status,
        desiredCount,
        deployments.newestFirst(),
        events.newestFirst(),
        List.copyOf(fleet.all()));
  }

  public ServiceReport report(ServiceReport.@Nullable Scaling scaling) {
    return new ServiceReport(
        new ServiceReport.Wanted(desiredCount, scaling, deploying()),
        fleet.where(t -> t.lastStatus() != TaskStatus.STOPPED).stream().map(Service::seen).toList(),
        ledger.strengthNow(fleet.healthy()),
        ledger.stops(),
        ledger.traffic());
  }

  public void resetReport() {
    ledger.begin(fleet.healthy(), fleet.live().size());
  }

  public void called(String operation, String by) {
    ledger.called(operation, by);
  }

  public void throttled() {
    ledger.throttled();
  }

  @Override
  public Task stop(Task task, String reason, Instant at) {
    if (!task.live()) {
      return task;
    }
    Task stopping = stop(task, new Task.Stop(at, StopCode.USER_INITIATED, reason), "StopTask");
    wakeAtNextLook(at);
    changed(at);
    return stopping;
  }

  @Override
  public Optional<Task> task(String id) {
    return fleet.find(id);
  }

  /** Protects the task against scale-in until then; null ends its protection. */
  public void protect(Task task, @Nullable Instant until, Instant at) {
    fleet.put(task.protectedUntil(until));
    wakeAtNextLook(at);
    changed(at);
  }

  /** Sets the desired count, which starts no deployment. */
  public void desire(int count, Instant at) {
    requireActive();
    if (count != desiredCount) {
      desiredCount = count;
      deployments.replacePrimary(deployments.primary().updated(at));
      wakeAtNextLook(at);
      changed(at);
    }
  }

  public void settle(ServiceSettings changed, Instant at) {
    requireActive();
    settings = changed;
    changed(at);
  }

  /** Starts a deployment that is complete once its tasks are, but not before it lasted so long. */
  public void deploy(TaskDefinition definition, Duration atLeast, Instant at) {
    requireActive();
    String id = surroundings.ids().deployment();
    deployments.begin(Deployment.started(id, definition, at, at.plus(atLeast)));
    restarts.reset();
    wakeAtNextLook(at);
    changed(at);
  }

  /**
   * A rollout ends FAILED.
   *
   * @param oldKept a new one does, and the old revision runs on beside it
   */
  void failRollout(boolean oldKept, Instant at) {
    requireActive();
    if (oldKept) {
      deploy(definition(), Duration.ZERO, at);
    }
    circuitBreaker.trip(at);
    wakeAtNextLook(at);
    changed(at);
  }

  public void delete(Instant at) {
    desiredCount = 0;
    status = ServiceStatus.DRAINING;
    wakeAtNextLook(at);
    changed(at);
  }

  /** It has been deleted, and its tasks are stopped at once. */
  void disband(Instant at) {
    fleet.live().forEach(task -> stopByScheduler(task, at));
    closeIfDrained(at);
    changed(at);
  }

  /** What it takes to create it again, and what is remembered then. */
  NewService again() {
    return new NewService(identity.name(), definition(), desiredCount, settings, physics);
  }

  Memory memory() {
    return new Memory(faults, ledger);
  }

  public void switchOn(Fault.Standing fault, Instant at) {
    if (fault instanceof Fault.NeverSettles) {
      deploy(definition(), Duration.ZERO, at);
    }
    if (fault instanceof TaskTrouble.CrashLoop(Duration lives)) {
      troubles.doom(lives, at);
    }
    faults.switchOn(fault);
    wakeAtNextLook(at);
    changed(at);
  }

  /**
   * Ends all faults: tasks that could not get healthy because of one recover, and somebody deploys
   * again where a rollout has failed.
   */
  public void clearFaults(Instant at) {
    faults.clear();
    restarts.reset();
    troubles.end(at);
    if (status == ServiceStatus.ACTIVE && deployments.primary().failed()) {
      deploy(deployments.lastGood().definition(), Duration.ZERO, at);
    }
    wakeAtNextLook(at);
    changed(at);
  }

  /** A task that runs exits by itself; false if there is none. */
  public boolean loseTask(Instant at) {
    List<Task> running = fleet.where(Task::healthy);
    if (running.isEmpty()) {
      return false;
    }
    fleet.put(life.exited(running.get(surroundings.ids().below(running.size())), at));
    wakeAtNextLook(at);
    changed(at);
    return true;
  }

  /** A deployment is under way, during which autoscaling takes nothing away. */
  public boolean deploying() {
    return deployments.running();
  }

  public TaskDefinition definition() {
    return deployments.primary().definition();
  }

  @Override
  public void step(Instant at) {
    boolean moved = false;
    for (Task task : List.copyOf(fleet.all())) {
      moved |= moveOn(task, at);
    }
    if (moved) {
      wakeAtNextLook(at);
    }
    if (nextLook != null && !nextLook.isAfter(at)) {
      nextLook = null;
      scheduler.look(at);
    }
    changed(at);
  }

  /** When this service does something by itself. */
  Optional<Instant> next() {
    return Stream.concat(Optional.ofNullable(nextLook).stream(), fleet.next().stream())
        .min(java.util.Comparator.naturalOrder());
  }

  List<Task> start(int count, Instant at) {
    List<Task> started = new ArrayList<>();
    Deployment primary = deployments.primary();
    for (int i = 0; i < count; i++) {
      Fate fate = faults.fateOfNewTask(primary.definition(), settings);
      Task task = placement.start(primary, fate, fleet.live(), at);
      fleet.put(task);
      started.add(task);
    }
    return started;
  }

  void stopByScheduler(Task task, Instant at) {
    String reason = "Scaling activity initiated by (deployment " + primaryId() + ")";
    stop(task, new Task.Stop(at, StopCode.SCHEDULER_INITIATED, reason), "scheduler");
  }

  void closeIfDrained(Instant at) {
    boolean stopped = fleet.where(t -> t.lastStatus() != TaskStatus.STOPPED).isEmpty();
    if (status == ServiceStatus.DRAINING && stopped) {
      status = ServiceStatus.INACTIVE;
      inactiveSince = at;
    }
  }

  /** Has the scheduler look at this moment, or earlier if it does so anyway. */
  void wakeAt(Instant at) {
    if (nextLook == null || at.isBefore(nextLook)) {
      nextLook = at;
    }
  }

  Fleet fleet() {
    return fleet;
  }

  Deployments deployments() {
    return deployments;
  }

  ServiceEvents events() {
    return events;
  }

  RestartThrottle restarts() {
    return restarts;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public long order() {
    return identity.order();
  }

  @Override
  public String clusterName() {
    return identity.clusterName();
  }

  @Override
  public String clusterArn() {
    return identity.clusterArn();
  }

  @Override
  public List<Task> tasksSeenAt(Instant now) {
    return seenAt(now).map(ServiceView::tasks).orElse(List.of());
  }

  @Override
  public Collection<Task> tasksNow() {
    return fleet.all();
  }

  @Override
  public String launchType(Task task) {
    return settings.launchType();
  }

  @Override
  public String group(Task task) {
    return "service:" + identity.name();
  }

  @Override
  public Map<String, Integer> targetGroups() {
    return settings.targetGroups();
  }

  @Override
  public boolean disconnected() {
    return faults.has(TaskTrouble.AgentsDisconnected.class);
  }

  private boolean moveOn(Task task, Instant at) {
    Task now = task;
    while (now.state().nextAt() instanceof Instant due && !due.isAfter(at)) {
      now = life.step(now, at);
    }
    if (now == task) {
      return false;
    }
    fleet.put(now);
    if (task.live() && !now.live() && now.state().startedAt() == null) {
      deployments.countFailedTask(now.origin().deploymentId());
      restarts.failed(at);
      circuitBreaker.look(at);
    }
    return true;
  }

  private Task stop(Task task, Task.Stop why, String by) {
    ledger.stopped(new ServiceReport.Stop(task.origin().arn(), why.at(), by, fleet.healthy()));
    Task stopping = life.stop(task, why);
    fleet.put(stopping);
    return stopping;
  }

  private void wakeAtNextLook(Instant now) {
    long every = physics.pace().scheduler().toMillis();
    long age = Duration.between(identity.createdAt(), now).toMillis();
    wakeAt(identity.createdAt().plusMillis((age / every + 1) * every));
  }

  private void changed(Instant at) {
    ledger.strength(fleet.healthy(), fleet.live().size());
    if (views.lagging()) {
      views.add(viewAt(at));
    }
    surroundings.agenda().put(this, next());
  }

  private void requireActive() {
    if (status != ServiceStatus.ACTIVE) {
      throw SimulatedFault.client("ServiceNotActiveException", "Service was not ACTIVE.");
    }
  }

  private String primaryId() {
    return deployments.primary().id();
  }

  private static ServiceReport.TaskSeen seen(Task task) {
    return new ServiceReport.TaskSeen(
        task.origin().arn(),
        task.lastStatus().name(),
        task.desiredStatus().name(),
        task.state().health().name(),
        task.healthy(),
        task.origin().createdAt());
  }
}

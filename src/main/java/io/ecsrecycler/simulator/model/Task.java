package io.ecsrecycler.simulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One task at one moment. Immutable, so that lagging reads can keep what it was.
 *
 * @param stop set from the moment its desiredStatus is STOPPED
 * @param protectedUntil end of its scale-in protection
 * @param version counts its changes, as ECS does
 */
public record Task(
    Origin origin,
    Fate fate,
    State state,
    @Nullable Stop stop,
    @Nullable Instant protectedUntil,
    int version) {

  /**
   * What never changes.
   *
   * @param order later tasks have higher ones
   */
  public record Origin(
      String arn,
      TaskDefinition definition,
      String deploymentId,
      String zone,
      Instant createdAt,
      long order) {}

  /**
   * Where it is in its life.
   *
   * @param nextAt when it moves on by itself; null if it does not
   * @param inService the target groups call it healthy, or there are none
   */
  public record State(
      TaskStatus lastStatus,
      HealthStatus health,
      @Nullable Instant startedAt,
      @Nullable Instant stoppedAt,
      @Nullable Instant nextAt,
      boolean inService) {}

  /** When and why its desiredStatus turned STOPPED. */
  public record Stop(Instant at, StopCode code, String reason) {}

  public String id() {
    return Arns.shortName(origin.arn());
  }

  public TaskStatus lastStatus() {
    return state.lastStatus();
  }

  public TaskStatus desiredStatus() {
    return stop == null ? TaskStatus.RUNNING : TaskStatus.STOPPED;
  }

  /** Its desiredStatus is RUNNING, whether it got there yet or not. */
  public boolean live() {
    return stop == null;
  }

  /** RUNNING, wanted, and its health check and its target groups (if it has any) agree. */
  public boolean healthy() {
    return live()
        && lastStatus() == TaskStatus.RUNNING
        && state.inService()
        && (!origin.definition().healthCheck() || state.health() == HealthStatus.HEALTHY);
  }

  /** Whether its target groups have found out that it does not answer. */
  public boolean failsTargetChecks() {
    return live() && state.startedAt() != null && fate instanceof Fate.NeverHealthy;
  }

  public boolean isProtected(Instant now) {
    return protectedUntil != null && now.isBefore(protectedUntil);
  }

  Task in(State changed) {
    return new Task(origin, fate, changed, stop, protectedUntil, version + 1);
  }

  Task stopped(Stop why, State changed) {
    return new Task(origin, fate, changed, why, protectedUntil, version + 1);
  }

  Task protectedUntil(@Nullable Instant until) {
    return new Task(origin, fate, state, stop, until, version + 1);
  }

  Task fated(Fate changed) {
    return new Task(origin, changed, state, stop, protectedUntil, version);
  }
}

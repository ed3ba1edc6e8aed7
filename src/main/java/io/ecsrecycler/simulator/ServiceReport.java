package io.ecsrecycler.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really happened at one service, without any read lag: the judge of a recycle.
 *
 * @param wanted what people, autoscaling and we ask ECS for
 * @param tasks every task that is not STOPPED yet, oldest first
 * @param stops every task stopped since the last reset, in order; tasks that died are not among
 *     them
 */
public record ServiceReport(
    Wanted wanted, List<TaskSeen> tasks, Strength strength, List<Stop> stops, Traffic traffic) {

  /** How many tasks ECS is asked to keep. */
  public int desiredCount() {
    return wanted.desiredCount();
  }

  /** Null if the service is not registered with Application Auto Scaling. */
  public @Nullable Scaling scalableTarget() {
    return wanted.scalableTarget();
  }

  /** Whether a deployment is under way. */
  public boolean deploying() {
    return wanted.deploying();
  }

  /** Tasks that are RUNNING, wanted RUNNING, and healthy (where they have a health check). */
  public int healthyNow() {
    return strength.healthyNow();
  }

  /** The fewest healthy tasks since the service first became steady or since the last reset. */
  public @Nullable Integer leastHealthy() {
    return strength.leastHealthy();
  }

  /** The most tasks with desiredStatus RUNNING in the same time. */
  public @Nullable Integer mostTasks() {
    return strength.mostTasks();
  }

  /** Calls which concerned the service, by operation; throttled and failed ones are counted too. */
  public Map<String, Integer> calls() {
    return traffic.calls();
  }

  /** Who made calls of that operation. */
  public Set<String> callers(String operation) {
    return traffic.callers().getOrDefault(operation, Set.of());
  }

  /** How many of the calls were throttled. */
  public int throttled() {
    return traffic.throttled();
  }

  /** What people, autoscaling and we ask ECS for. */
  public record Wanted(int desiredCount, @Nullable Scaling scalableTarget, boolean deploying) {}

  /** The scalable target as it is now. */
  public record Scaling(int minCapacity, int maxCapacity, Suspension suspendedState) {}

  /** What autoscaling must not do, as Application Auto Scaling names it. */
  public record Suspension(
      boolean dynamicScalingInSuspended,
      boolean dynamicScalingOutSuspended,
      boolean scheduledScalingSuspended) {

    public static final Suspension NONE = new Suspension(false, false, false);
  }

  /** One task as it is now; {@code healthy} as {@link #healthyNow()} counts it. */
  public record TaskSeen(
      String taskArn,
      String lastStatus,
      String desiredStatus,
      String healthStatus,
      boolean healthy,
      Instant createdAt) {}

  /** How strong the service is and was; the extremes are null until it was steady once. */
  public record Strength(
      int healthyNow, @Nullable Integer leastHealthy, @Nullable Integer mostTasks) {}

  /**
   * A task that was stopped.
   *
   * @param by {@code StopTask} or {@code scheduler}
   * @param healthyBefore healthy tasks just before this stop
   */
  public record Stop(String taskArn, Instant at, String by, int healthyBefore) {}

  /**
   * The calls that were made; see {@link ServiceReport#calls()}.
   *
   * @param callers who made them, by operation: the ARNs of users and of roles' sessions
   */
  public record Traffic(
      Map<String, Integer> calls, int throttled, Map<String, Set<String>> callers) {}
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param service whose tasks are recycled
 * @param selection which of its tasks
 * @param rhythm how many at a time, and how fast
 * @param caution what to do about deployments, protected tasks, checks and failures
 * @param patience how long things may take
 * @param reason why, in the requester's words; goes into StopTask's reason
 */
public record RecycleSpec(
    ServiceName service,
    Selection selection,
    Rhythm rhythm,
    Caution caution,
    Patience patience,
    @Nullable String reason) {

  /** The same for a service whose names have been found out. */
  public RecycleSpec of(ServiceName found) {
    return new RecycleSpec(found, selection, rhythm, caution, patience, reason);
  }

  /**
   * How many at a time, and how fast.
   *
   * @param maintainServiceState whether extra tasks are started first, so that the service never
   *     has fewer healthy tasks than its desired count
   * @param batch how many tasks may be between stop and replacement
   * @param waitTime the pause after each batch, the last one too
   * @param checkpoint after how many recycled tasks to pause until somebody resumes; null for never
   */
  public record Rhythm(
      boolean maintainServiceState, Share batch, Duration waitTime, @Nullable Share checkpoint) {}

  /**
   * What to do about deployments, protected tasks, checks and failures.
   *
   * @param waitForDeployment whether a deployment that runs at the start is awaited, not refused
   * @param protectedTasks what becomes of tasks that are protected from scale-in
   * @param ignoreTargetHealth whether the load balancer's view is left out
   * @param ignoreAutoscaling whether the scalable target is neither read nor changed: autoscaling
   *     may take the extra tasks away again
   * @param minimumHealthy how long a new task that nothing checks must have been RUNNING to count
   * @param maxFailedReplacements the failure that ends the recycle: 1 is the first
   */
  public record Caution(
      boolean waitForDeployment,
      ProtectedTasks protectedTasks,
      boolean ignoreTargetHealth,
      boolean ignoreAutoscaling,
      Duration minimumHealthy,
      int maxFailedReplacements) {

    /** With autoscaling taken into account. */
    public Caution(
        boolean waitForDeployment,
        ProtectedTasks protectedTasks,
        boolean ignoreTargetHealth,
        Duration minimumHealthy,
        int maxFailedReplacements) {
      this(
          waitForDeployment,
          protectedTasks,
          ignoreTargetHealth,
          false,
          minimumHealthy,
          maxFailedReplacements);
    }
  }

  /** What becomes of tasks that are protected from scale-in; the names are part of the API. */
  public enum ProtectedTasks {
    /** Others go first; then their protection is awaited. */
    WAIT,
    /** They are left alone. */
    SKIP,
    /** They are stopped like any other. */
    STOP
  }

  /**
   * How long things may take.
   *
   * @param replacement how long a task that we asked for may take to become healthy
   * @param hold how long the recycle may be held without a break; restoring is not limited by it
   * @param pause how long it may be paused before it is cancelled
   * @param whole how long it may take from its plan on, restoring not included; null for no limit
   * @param placement how long ECS may say that it finds no place for a new task before the wait for
   *     it ends; null to wait for as long as a replacement may take
   * @param inDoubt how long a request that AWS did not answer may still arrive and show; null for
   *     {@link Asked#IN_DOUBT}
   */
  public record Patience(
      Duration replacement,
      Duration hold,
      Duration pause,
      @Nullable Duration whole,
      @Nullable Duration placement,
      @Nullable Duration inDoubt) {

    /** With the usual limits for placement and for requests in doubt. */
    public Patience(Duration replacement, Duration hold, Duration pause, @Nullable Duration whole) {
      this(replacement, hold, pause, whole, null, null);
    }
  }
}

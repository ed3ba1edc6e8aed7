package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task as DescribeTasks told it, and what others say about it.
 *
 * @param arn its full ARN
 * @param life where it is between provisioning and stopped
 * @param report what its container health checks say
 * @param targets what the load balancer says
 * @param protection whether it is protected from scale-in
 * @param origin where it comes from
 */
public record SeenTask(
    String arn,
    Life life,
    HealthReport report,
    TargetHealth targets,
    Protection protection,
    Origin origin) {

  /** What the container health checks of a task say. */
  public enum HealthReport {
    /** No essential container has a check: {@code healthStatus} stays UNKNOWN forever. */
    UNCHECKED,
    /** There is a check, without a verdict yet. */
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  /** Whether a task is protected from scale-in. */
  public enum Protection {
    /** This look did not ask. */
    UNASKED,
    OPEN,
    PROTECTED,
    /** ECS was asked, and its answer left this task out. */
    UNKNOWN
  }

  /** What somebody who checks a task says of it. */
  public enum Verdict {
    HEALTHY,
    UNHEALTHY,
    /** There is no answer to go by. */
    UNKNOWN
  }

  /**
   * What the load balancer says about a task.
   *
   * @param checked whether any target group has a say
   * @param verdict healthy only if every target group that has a say calls it so
   * @param detail what the first one says that does not, in words for a person
   */
  public record TargetHealth(boolean checked, Verdict verdict, String detail) {

    /** No target group has a say. */
    public static final TargetHealth NONE = new TargetHealth(false, Verdict.HEALTHY, "");

    /** Every target group calls it healthy. */
    public static final TargetHealth HEALTHY = new TargetHealth(true, Verdict.HEALTHY, "");

    /** A target group calls it something else than healthy. */
    public static TargetHealth not(String detail) {
      return new TargetHealth(true, Verdict.UNHEALTHY, detail);
    }

    /** A target group has no verdict on it. */
    public static TargetHealth unknown(String detail) {
      return new TargetHealth(true, Verdict.UNKNOWN, detail);
    }

    /** Whether nothing speaks against it. */
    public boolean healthy() {
      return verdict == Verdict.HEALTHY;
    }
  }

  /**
   * Where a task is in its life.
   *
   * @param lastStatus PROVISIONING … RUNNING … STOPPED
   * @param desiredStatus RUNNING or STOPPED
   * @param stopCode who ended it, once it is stopping; null where ECS did not say
   * @param stoppedReason ECS's reason once it is stopping
   * @param stoppingAt AWS's time when it began to stop; null before, and where ECS did not say
   */
  public record Life(
      String lastStatus,
      String desiredStatus,
      @Nullable String stopCode,
      @Nullable String stoppedReason,
      @Nullable Instant stoppingAt) {

    /** A life of which nobody said when it began to end. */
    public Life(
        String lastStatus,
        String desiredStatus,
        @Nullable String stopCode,
        @Nullable String stoppedReason) {
      this(lastStatus, desiredStatus, stopCode, stoppedReason, null);
    }

    /** Stop codes that say nothing about the task itself (ECS facts, section 1). */
    private static final Set<String> NOT_ITS_FAULT =
        Set.of("UserInitiated", "SpotInterruption", "TerminationNotice", "InfrastructureHealth");

    /**
     * Whether it is on its way out or gone. ECS starts the replacement when desiredStatus turns
     * STOPPED, not when lastStatus does.
     */
    public boolean ending() {
      return "STOPPED".equals(desiredStatus) || "STOPPED".equals(lastStatus);
    }

    /** Whether nothing of it is left. */
    boolean stopped() {
      return "STOPPED".equals(lastStatus);
    }

    /** Whether ECS counts it as running. */
    public boolean running() {
      return "RUNNING".equals(lastStatus) && !ending();
    }

    /**
     * Whether it ended because it could not live: it exited, did not start, or failed its checks.
     * The scheduler's own stops name the check in their reason, or else are scaling.
     */
    boolean failed() {
      if (!ending() || stopCode != null && NOT_ITS_FAULT.contains(stopCode)) {
        return false;
      }
      return !"ServiceSchedulerInitiated".equals(stopCode)
          || stoppedReason != null && stoppedReason.contains("health checks");
    }
  }

  /**
   * Where a task comes from.
   *
   * @param createdAt AWS's time; compared with AWS's times only
   * @param startedAt AWS's time when it began to run; null before
   * @param availabilityZone its zone, null where ECS did not say
   * @param taskDefinition the ARN of its definition's revision
   * @param containerInstance the ARN of its container instance, null on Fargate
   */
  public record Origin(
      @Nullable Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable String availabilityZone,
      String taskDefinition,
      @Nullable String containerInstance) {}

  /** The last part of the ARN, as ECS's own events name it. */
  public String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}

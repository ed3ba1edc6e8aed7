package io.ecsrecycler.recycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as DescribeTasks told it.
 *
 * @param arn its full ARN
 * @param life where it is between provisioning and stopped
 * @param report what its container health checks say
 * @param origin where it comes from
 */
public record SeenTask(String arn, Life life, HealthReport report, Origin origin) {

  /** What the container health checks of a task say. */
  public enum HealthReport {
    /** No essential container has a check: {@code healthStatus} stays UNKNOWN forever. */
    UNCHECKED,
    /** There is a check, without a verdict yet. */
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  /**
   * Where a task is in its life.
   *
   * @param lastStatus PROVISIONING … RUNNING … STOPPED
   * @param desiredStatus RUNNING or STOPPED
   * @param stoppedReason ECS's reason once it is stopping
   */
  public record Life(String lastStatus, String desiredStatus, @Nullable String stoppedReason) {

    /**
     * Whether it is on its way out or gone. ECS starts the replacement when desiredStatus turns
     * STOPPED, not when lastStatus does.
     */
    public boolean ending() {
      return "STOPPED".equals(desiredStatus) || "STOPPED".equals(lastStatus);
    }

    /** Whether ECS counts it as running. */
    public boolean running() {
      return "RUNNING".equals(lastStatus) && !ending();
    }
  }

  /**
   * Where a task comes from.
   *
   * @param createdAt AWS's time; compared with AWS's times only
   * @param availabilityZone its zone, null where ECS did not say
   * @param taskDefinition the ARN of its definition's revision
   */
  public record Origin(
      @Nullable Instant createdAt, @Nullable String availabilityZone, String taskDefinition) {}

  /** The last part of the ARN, as ECS's own events name it. */
  public String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}

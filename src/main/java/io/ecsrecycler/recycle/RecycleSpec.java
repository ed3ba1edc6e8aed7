package io.ecsrecycler.recycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param service whose tasks are recycled
 * @param maintainServiceState whether one more task is started first, so that the service never has
 *     fewer healthy tasks than its desired count
 * @param waitTime the pause after each recycled task, the last one too
 * @param patience how long things may take before the recycle ends as failed
 * @param reason why, in the requester's words; goes into StopTask's reason
 */
public record RecycleSpec(
    ServiceName service,
    boolean maintainServiceState,
    Duration waitTime,
    Patience patience,
    @Nullable String reason) {

  /** The same for a service whose names have been found out. */
  public RecycleSpec of(ServiceName found) {
    return new RecycleSpec(found, maintainServiceState, waitTime, patience, reason);
  }

  /**
   * How long things may take.
   *
   * @param replacement how long a task that we asked for may take to become healthy
   * @param hold how long the recycle may be held by one reason; restoring is not limited by it
   */
  public record Patience(Duration replacement, Duration hold) {}
}

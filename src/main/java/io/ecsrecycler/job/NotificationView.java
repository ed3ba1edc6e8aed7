package io.ecsrecycler.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one report.
 *
 * @param channel MAIL
 * @param status whether it went out
 * @param attempts how often it was tried
 * @param error why the last attempt failed; null otherwise
 * @param updatedAt when that was
 */
public record NotificationView(
    String channel, Status status, int attempts, @Nullable String error, Instant updatedAt) {

  /** Whether a report went out; the names are part of the REST contract. */
  public enum Status {
    PENDING,
    SENT,
    FAILED
  }
}

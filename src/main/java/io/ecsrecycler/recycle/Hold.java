package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;

/**
 * Why nothing is stopped right now, though more is left to do.
 *
 * @param reason for programs
 * @param message one sentence for people, the same in REST, page, log and mail
 * @param since when the recycle has been held without a break, whatever the reasons
 */
public record Hold(Reason reason, String message, Instant since) {

  /** Why the recycle does not go on; the names are part of the REST contract. */
  public enum Reason {
    DEPLOYMENT_RUNNING,
    NOT_ENOUGH_HEALTHY,
    TASKS_PROTECTED,
    AWS_THROTTLED,
    AWS_UNREACHABLE,
    AWS_SERVER_ERROR,
    AWS_CREDENTIALS,
    AWS_ACCESS_DENIED,
    AWS_REJECTED;

    boolean awsTrouble() {
      return switch (this) {
        case DEPLOYMENT_RUNNING, NOT_ENOUGH_HEALTHY, TASKS_PROTECTED -> false;
        case AWS_THROTTLED,
            AWS_UNREACHABLE,
            AWS_SERVER_ERROR,
            AWS_CREDENTIALS,
            AWS_ACCESS_DENIED,
            AWS_REJECTED ->
            true;
      };
    }
  }

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  /** How long to leave AWS in peace: longer the longer it has been refusing. */
  Duration retryAfter(Instant now) {
    Duration half = Duration.between(since, now).dividedBy(2);
    if (half.compareTo(SHORTEST_RETRY) < 0) {
      return SHORTEST_RETRY;
    }
    return half.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : half;
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is stopped right now, though more is left to do.
 *
 * @param reason for programs
 * @param message one sentence for people, the same in REST, page, log and mail
 * @param since since when the recycle has been held without a break, whatever the reasons
 * @param began since when this very reason has lasted; null in holds from before that was kept
 * @param looks how many looks have found this reason, where that counts; 0 elsewhere
 */
public record Hold(
    Reason reason, String message, Instant since, @Nullable Instant began, int looks) {

  /**
   * What looks must agree on, and for how long, before an absence is believed: ECS's replies can
   * miss a service for a moment (ECS facts, section 12). Both figures are assumptions.
   */
  private static final Duration BELIEVED_AFTER = Duration.ofMinutes(2);

  private static final int BELIEVED_LOOKS = 5;

  public Hold {
    began = began == null ? since : began;
  }

  /** A hold that begins now. */
  public Hold(Reason reason, String message, Instant since) {
    this(reason, message, since, since, reason.counted() ? 1 : 0);
  }

  /** Goes on from {@code before}, if there was one: time held counts on, whatever the reason. */
  Hold after(@Nullable Hold before) {
    if (before == null) {
      return this;
    }
    boolean same = before.reason() == reason;
    return new Hold(
        reason,
        message,
        before.since().isBefore(since) ? before.since() : since,
        same ? before.began() : began,
        same && reason.counted() ? before.looks() + 1 : looks);
  }

  /** The same, as if the time from then until now had not been. */
  Hold without(Instant from, Instant now) {
    Instant moved = since.isAfter(from) ? now : now.minus(Duration.between(since, from));
    return new Hold(reason, message, moved, began, looks);
  }

  /** The same with no instant later than now. */
  Hold bounded(Instant now) {
    return new Hold(
        reason, message, Timeline.past(since, now), Timeline.pastOrNull(began, now), looks);
  }

  Hold startedAt(Instant from) {
    return new Hold(reason, message, from, began, looks);
  }

  /** Whether enough looks over a long enough time agree on that reason. */
  boolean believed(Reason what, Instant now) {
    return reason == what
        && looks >= BELIEVED_LOOKS
        && began != null
        && !now.isBefore(began.plus(BELIEVED_AFTER));
  }

  /** Why the recycle does not go on; the names are part of the REST contract. */
  public enum Reason {
    DEPLOYMENT_RUNNING(Source.SERVICE),
    DEPLOYMENT_FAILED(Source.SERVICE),
    NOT_ENOUGH_HEALTHY(Source.SERVICE),
    HEALTH_UNKNOWN(Source.SERVICE),
    TASKS_PROTECTED(Source.SERVICE),
    PROTECTION_UNKNOWN(Source.SERVICE),
    COUNTS_CONTRADICT(Source.SERVICE),
    ACTION_IN_DOUBT(Source.SERVICE),
    OTHER_SERVICE(Source.SERVICE),
    SCALABLE_TARGET_NOT_FOUND(Source.SERVICE),
    SERVICE_NOT_FOUND(Source.LOOK),
    AWS_ANSWER_INCOMPLETE(Source.LOOK),
    LOOK_TOO_SLOW(Source.LOOK),
    UNEXPECTED_ERROR(Source.LOOK),
    AWS_THROTTLED(Source.LOOK),
    AWS_UNREACHABLE(Source.LOOK),
    AWS_SERVER_ERROR(Source.LOOK),
    AWS_CREDENTIALS(Source.LOOK),
    AWS_ACCESS_DENIED(Source.LOOK),
    AWS_REJECTED(Source.LOOK);

    private final Source source;

    Reason(Source source) {
      this.source = source;
    }

    /** Whether it must be found several times before it is believed. */
    boolean counted() {
      return this == SERVICE_NOT_FOUND || this == SCALABLE_TARGET_NOT_FOUND;
    }

    /** Whether a look that AWS answers ends it. */
    boolean awsTrouble() {
      return source == Source.LOOK;
    }
  }

  /** Where the reason to hold was met. */
  private enum Source {
    /** In what a look saw. */
    SERVICE,
    /** A look or an action did not get its answer. */
    LOOK
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

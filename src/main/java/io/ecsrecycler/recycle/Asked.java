package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The action that was last intended, and how AWS answered it.
 *
 * @param action what
 * @param at when it was intended, or answered once it was, by our clock
 * @param answered whether AWS accepted it; false after a crash, a lost reply or a refusal
 * @param refused whether AWS refused it: it was not carried out and will not be
 * @param earlierUntil until when an earlier request for the same, which was not answered, may still
 *     arrive; null where there was none
 */
public record Asked(
    Action action, Instant at, boolean answered, boolean refused, @Nullable Instant earlierUntil) {

  /** An action that AWS accepted, or has not answered. */
  public Asked(Action action, Instant at, boolean answered) {
    this(action, at, answered, false, null);
  }

  /** The same action, asked for again now. */
  Asked again(Instant now, Duration inDoubt) {
    return new Asked(action, now, false, false, answered ? null : until(inDoubt));
  }

  /**
   * How long reads may lag behind a write of ours before we say it again, or before a value that is
   * not ours counts as somebody else's. Reads of ECS are eventually consistent without a stated
   * bound; half a minute is an assumption, and being wrong costs one repeated, absolute call.
   */
  static final Duration READ_LAG = Duration.ofSeconds(30);

  /**
   * How long a request that was not answered may still arrive, and show. AWS refuses a request more
   * than five minutes after it was signed (Signature Version 4), wherever it was stuck meanwhile;
   * it is signed within seconds after it was intended, and then reads lag.
   */
  static final Duration IN_DOUBT = Duration.ofMinutes(6);

  Asked accepted(Instant now) {
    return new Asked(action, now, true, false, null);
  }

  Asked refusedBy(Instant now) {
    return new Asked(action, now, false, true, earlierUntil);
  }

  /** Whether it changes the service's capacity, rather than one task. */
  boolean changesCapacity() {
    return switch (action) {
      case Action.StopTask _ -> false;
      case Action.SetDesiredCount _, Action.SetScalableTarget _ -> true;
    };
  }

  /**
   * Whether a look that began then may miss it though it was, or will be, carried out. A refusal is
   * believed only when reads confirm it: something in between may have sent the request twice, and
   * told us of the second.
   */
  boolean mayStillCome(Instant looked, Duration inDoubt) {
    return looked.isBefore(until(inDoubt));
  }

  /** The same, with every request for it as late as if it were made now. */
  Asked movedTo(Instant now, Duration inDoubt) {
    Instant earlier = earlierUntil == null ? null : now.plus(inDoubt);
    return new Asked(action, now, answered, refused, earlier);
  }

  /** The same, intended not later than now. */
  Asked bounded(Instant now, Duration inDoubt) {
    Instant earlier = earlierUntil == null ? null : Timeline.within(earlierUntil, now, inDoubt);
    return new Asked(action, Timeline.past(at, now), answered, refused, earlier);
  }

  /** Until when a look may miss it. */
  Instant until(Duration inDoubt) {
    Instant until = at.plus(answered || refused ? READ_LAG : inDoubt);
    return earlierUntil != null && earlierUntil.isAfter(until) ? earlierUntil : until;
  }

  boolean mayStillBeInvisible(Instant now) {
    return answered && now.isBefore(at.plus(READ_LAG));
  }
}

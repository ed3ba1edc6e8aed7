package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;

/**
 * The action that was last intended, and how AWS answered it.
 *
 * @param action what
 * @param at when it was intended, or answered once it was, by our clock
 * @param answered whether AWS accepted it; false after a crash, a lost reply or a refusal
 * @param refused whether AWS refused it: it was not carried out and will not be
 */
public record Asked(Action action, Instant at, boolean answered, boolean refused) {

  /** An action that AWS accepted, or has not answered. */
  public Asked(Action action, Instant at, boolean answered) {
    this(action, at, answered, false);
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
    return new Asked(action, now, true, false);
  }

  Asked refusedBy(Instant now) {
    return new Asked(action, now, false, true);
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

  Asked movedTo(Instant now) {
    return new Asked(action, now, answered, refused);
  }

  /** The same, intended not later than now. */
  Asked bounded(Instant now) {
    return new Asked(action, Timeline.past(at, now), answered, refused);
  }

  /** Until when a look may miss it. */
  Instant until(Duration inDoubt) {
    return at.plus(answered || refused ? READ_LAG : inDoubt);
  }

  boolean mayStillBeInvisible(Instant now) {
    return answered && now.isBefore(at.plus(READ_LAG));
  }
}

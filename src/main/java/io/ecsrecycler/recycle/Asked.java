package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;

/**
 * The action that was last intended, and whether AWS said yes to it.
 *
 * @param action what
 * @param at when it was intended, or answered once it was, by our clock
 * @param answered whether AWS accepted it; false after a crash or a lost reply
 */
public record Asked(Action action, Instant at, boolean answered) {

  /**
   * How long reads may lag behind a write of ours before we say it again, or before a value that is
   * not ours counts as somebody else's. Reads of ECS are eventually consistent without a stated
   * bound; half a minute is an assumption, and being wrong costs one repeated, absolute call.
   */
  static final Duration READ_LAG = Duration.ofSeconds(30);

  /**
   * How long an action that nobody saw answered may still arrive: an engine that slept may carry it
   * out as late as its look is fresh (30 s), the call may take its whole timeout (15 s), and then
   * reads lag.
   */
  static final Duration IN_DOUBT = Duration.ofSeconds(90);

  Asked accepted(Instant now) {
    return new Asked(action, now, true);
  }

  /** Whether a look that began then may miss it though it was, or will be, carried out. */
  boolean mayStillCome(Instant looked) {
    return looked.isBefore(at.plus(answered ? READ_LAG : IN_DOUBT));
  }

  boolean mayStillBeInvisible(Instant now) {
    return answered && now.isBefore(at.plus(READ_LAG));
  }
}

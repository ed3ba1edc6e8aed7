package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one decision does to the hold. A rule says only that it holds, and why. From the hold before
 * and the hold after follows the rest: since when it lasts, what the timeline tells, and whether it
 * has lasted for too long.
 */
final class Holding {

  /**
   * How long the timeline keeps quiet about a reason that it has told of: a trouble that comes and
   * goes at every look would fill it.
   */
  static final Duration QUIET = Duration.ofMinutes(10);

  private Holding() {}

  /** The hold after a decision, going on from the one before. */
  static Recycle continued(Recycle after, @Nullable Hold before) {
    Hold hold = after.hold();
    return hold == null || hold == before ? after : after.held(hold.after(before));
  }

  /**
   * Whether a trouble with an action is over: the action is not repeated, and it can no longer
   * arrive.
   */
  static boolean isMoot(Recycle after, @Nullable Action repeated, Instant looked) {
    return after.hold() != null
        && after.hold().reason().awsTrouble()
        && repeated == null
        && !after.lastMayStillCome(looked);
  }

  /** Whether the recycle has been held for longer than was asked for. */
  static boolean tooLong(Recycle recycle, Instant now) {
    Hold hold = recycle.hold();
    return hold != null
        && recycle.brakes().pause() == null
        && !(recycle.phase() instanceof Phase.Restoring)
        && !recycle.ended()
        && !now.isBefore(hold.since().plus(recycle.spec().patience().hold()));
  }

  /**
   * Tells the timeline of a hold that began or ended, unless it has heard of that reason lately. A
   * hold that outlasts the quiet is told after all.
   */
  static Told told(Recycle after, @Nullable Hold before, Instant now) {
    Hold hold = after.hold();
    if (after.ended()) {
      return new Told(after, List.of());
    }
    Map<Hold.Reason, Instant> told = after.brakes().told();
    if (hold == null) {
      return before == null || !isOpen(told, before)
          ? new Told(after, List.of())
          : new Told(after, List.of(new RecycleEvent.HoldEnded(before.reason())));
    }
    if (isOpen(told, hold) || !isNews(told.get(hold.reason()), now)) {
      return new Told(after, List.of());
    }
    Map<Hold.Reason, Instant> next = new HashMap<>(told);
    next.put(hold.reason(), now);
    return new Told(
        after.with(after.brakes().telling(next)),
        List.of(new RecycleEvent.HoldBegan(hold.reason(), hold.message())));
  }

  /** The state that remembers what was told, and what is told. */
  record Told(Recycle recycle, List<RecycleEvent> events) {}

  private static boolean isNews(@Nullable Instant last, Instant now) {
    return last == null || !now.isBefore(last.plus(QUIET));
  }

  /** Whether the timeline has told that this hold began. */
  private static boolean isOpen(Map<Hold.Reason, Instant> told, Hold hold) {
    Instant last = told.get(hold.reason());
    return last != null && hold.began() != null && !last.isBefore(hold.began());
  }
}

package io.ecsrecycler.engine;

import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says in the log that a recycle is still held, and why: for the first time after a minute, then
 * every minute, then the more seldom the longer it lasts, at least every hour. It is a WARN; where
 * capacity is raised and cannot be put back it is an ERROR, and the hold says how to undo it.
 */
final class HoldReminders {

  private static final Logger log = LoggerFactory.getLogger(HoldReminders.class);

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A pause is this part of the time that the hold has lasted. */
  private static final int PART = 4;

  private final Clock clock;
  private final Map<String, Next> reminders = new ConcurrentHashMap<>();

  HoldReminders(Clock clock) {
    this.clock = clock;
  }

  /**
   * The next reminder of one hold.
   *
   * @param since when that hold began
   * @param at when the reminder is due
   */
  private record Next(Instant since, Instant at) {

    static Next first(Hold hold) {
      return new Next(hold.since(), hold.since().plus(FIRST));
    }
  }

  /** Reminds of that recycle's hold, if it has one and a reminder is due. */
  void after(Recycle recycle) {
    Hold hold = recycle.hold();
    if (hold == null || recycle.ended()) {
      forget(recycle.id());
      return;
    }
    Next next =
        reminders.compute(
            recycle.id(),
            (_, before) ->
                before == null || !before.since().equals(hold.since()) ? Next.first(hold) : before);
    Instant now = clock.instant();
    if (!now.isBefore(next.at())) {
      Duration held = Duration.between(hold.since(), now);
      reminders.put(recycle.id(), new Next(hold.since(), now.plus(pause(held))));
      remind(recycle, hold, held);
    }
  }

  /** That recycle is not run here any more. */
  void forget(String id) {
    reminders.remove(id);
  }

  private static Duration pause(Duration held) {
    Duration part = held.dividedBy(PART);
    if (part.compareTo(FIRST) < 0) {
      return FIRST;
    }
    return part.compareTo(LONGEST) > 0 ? LONGEST : part;
  }

  private static void remind(Recycle recycle, Hold hold, Duration held) {
    boolean certain =
        hold.reason() != Hold.Reason.ACTION_IN_DOUBT
            && hold.reason() != Hold.Reason.SCALABLE_TARGET_NOT_FOUND;
    boolean raised =
        certain && recycle.phase() instanceof Phase.Restoring && recycle.capacity().lease() != null;
    log.atLevel(raised ? Level.ERROR : Level.WARN)
        .log(
            "{} for {} min, since {} ({}): {}",
            raised ? "Capacity could not be put back" : "Still on hold",
            held.toMinutes(),
            hold.since().truncatedTo(ChronoUnit.SECONDS),
            hold.reason(),
            hold.message());
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the instants of a state within what can be true by the clock that reads them. One process
 * writes them and another may read them, by a clock that has been wrong or was set meanwhile.
 *
 * <p>What has happened is not later than now, and what is waited for is not farther away than was
 * asked for: a clock that was set back makes nothing stand still. A deadline that has passed while
 * no process watched gets a minute: a clock that was set forward makes nothing fail at once. What
 * must last before it is believed begins anew, for nobody knows how long no process watched.
 */
public final class Timeline {

  /** How long a process watches before it believes that a deadline has passed before its time. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private Timeline() {}

  /** The state of a recycle that a process has just taken over. */
  public static Recycle takenOver(Recycle recycle, Instant now) {
    if (recycle.ended()) {
      return recycle;
    }
    Instant earliest = now.plus(GRACE);
    Recycle phase = waiting(recycle.askedAt(now), earliest, now);
    Hold hold = phase.hold();
    Duration limit = phase.spec().patience().hold();
    return hold != null && hold.since().plus(limit).isBefore(earliest)
        ? phase.held(hold.startedAt(earliest.minus(limit)))
        : phase;
  }

  private static Recycle waiting(Recycle recycle, Instant earliest, Instant now) {
    Plan plan = recycle.plan();
    Recycle slots =
        plan == null || !recycle.needsTasks()
            ? recycle
            : recycle.with(plan.map(slot -> watchedAnew(slot, earliest, now)));
    return switch (recycle.phase()) {
      case Phase.Surging it ->
          slots.with(
              new Phase.Surging(
                  it.entered(),
                  later(it.deadline(), earliest),
                  it.servingSince() == null ? null : now,
                  null));
      case Phase.Settling it when it.until().isBefore(now) ->
          slots.with(
              new Phase.Settling(
                  it.entered(), within(earliest, now, recycle.spec().rhythm().waitTime())));
      case Phase.Planning _,
          Phase.Recycling _,
          Phase.Settling _,
          Phase.Restoring _,
          Phase.Ended _ ->
          slots;
    };
  }

  private static Slot watchedAnew(Slot slot, Instant earliest, Instant now) {
    return switch (slot.state()) {
      case Slot.Waiting it -> it.missingSince() == null ? slot : slot.now(new Slot.Waiting(now));
      case Slot.Stopping it -> slot.now(it.watchedAnew(later(it.deadline(), earliest), now));
      case Slot.Replaced _, Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> slot;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The state with no instant where it cannot be. */
  static Recycle bounded(Recycle recycle, Instant now) {
    Recycle phase = recycle.with(phase(recycle, now));
    Plan plan = recycle.plan();
    Recycle slots =
        plan == null || !recycle.needsTasks()
            ? phase
            : phase.with(plan(plan, recycle.spec().patience(), now));
    return slots.boundedAt(now, brakes(recycle, now));
  }

  private static Phase phase(Recycle recycle, Instant now) {
    return switch (recycle.phase()) {
      case Phase.Surging it ->
          new Phase.Surging(
              past(it.entered(), now),
              within(it.deadline(), now, recycle.spec().patience().replacement()),
              pastOrNull(it.servingSince(), now),
              pastOrNull(it.unplacedSince(), now));
      case Phase.Recycling it -> new Phase.Recycling(past(it.entered(), now), it.stopped());
      case Phase.Settling it ->
          new Phase.Settling(
              past(it.entered(), now), within(it.until(), now, recycle.spec().rhythm().waitTime()));
      case Phase.Restoring it -> new Phase.Restoring(past(it.entered(), now), it.outcome());
      case Phase.Planning it -> it;
      case Phase.Ended it -> it;
    };
  }

  private static Plan plan(Plan plan, RecycleSpec.Patience patience, Instant now) {
    Plan slots =
        plan.map(slot ->
            switch (slot.state()) {
              case Slot.Waiting it ->
                  slot.now(new Slot.Waiting(pastOrNull(it.missingSince(), now)));
              case Slot.Stopping it -> slot.now(it.within(now, patience.replacement()));
              case Slot.Replaced _, Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> slot;
            });
    return slots.begunAt(past(plan.begun(), now));
  }

  private static Brakes brakes(Recycle recycle, Instant now) {
    Brakes brakes = recycle.brakes();
    Brakes.Pause pause = brakes.pause();
    Hold hold = brakes.hold();
    Brakes held = hold == null ? brakes : brakes.held(hold.bounded(now));
    return pause == null
        ? held
        : held.paused(
            new Brakes.Pause(
                past(pause.since(), now),
                within(pause.until(), now, recycle.spec().patience().pause()),
                pause.atCheckpoint()));
  }

  static Instant past(Instant instant, Instant now) {
    return instant.isAfter(now) ? now : instant;
  }

  static @Nullable Instant pastOrNull(@Nullable Instant instant, Instant now) {
    return instant == null ? null : past(instant, now);
  }

  static Instant within(Instant instant, Instant now, Duration most) {
    return past(instant, now.plus(most));
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one rule says about one look. */
sealed interface Move {

  /** While something may change at any moment. */
  Duration WATCHING = Duration.ofSeconds(1);

  /** While others have to act before we can go on. */
  Duration HOLDING = Duration.ofSeconds(3);

  /** After a change of capacity, which shows at once as a rule. */
  Duration AFTER_CAPACITY = Duration.ofMillis(200);

  Recycle next();

  List<RecycleEvent> events();

  /** The next rule may use the same look. */
  record Go(Recycle next, List<RecycleEvent> events) implements Move {}

  /** Nothing to do until the next look. */
  record Rest(Recycle next, List<RecycleEvent> events, Duration lookAgain) implements Move {}

  /** One action, and then a new look. */
  record Act(Recycle next, List<RecycleEvent> events, Action action) implements Move {

    Duration lookAgain() {
      return switch (action) {
        case Action.StopTask _ -> WATCHING;
        case Action.SetDesiredCount _, Action.SetScalableTarget _ -> AFTER_CAPACITY;
      };
    }
  }

  static Move go(Recycle next, RecycleEvent... events) {
    return new Go(next, List.of(events));
  }

  static Move go(Recycle next, List<RecycleEvent> events) {
    return new Go(next, events);
  }

  /** The next rule needs a look of its own. */
  static Move next(Recycle next, List<RecycleEvent> events) {
    return new Rest(next, events, Duration.ZERO);
  }

  static Move rest(Recycle next, Duration lookAgain) {
    return new Rest(next, List.of(), lookAgain);
  }

  /** Says {@code action}: written down as asked before it is carried out. */
  static Move act(Recycle next, Action action, Instant now, RecycleEvent... events) {
    return new Act(next.asking(action, now), List.of(events), action);
  }

  /** Says {@code action} again, after a crash or a lost reply. */
  static Move actAgain(Recycle next, Action action, Instant now) {
    return act(next, action, now);
  }

  /** Nothing is stopped while {@code reason} lasts; {@link Holding} tells of it. */
  static Move hold(Recycle recycle, Hold.Reason reason, String message, Instant now) {
    return rest(recycle.held(new Hold(reason, message, now)), HOLDING);
  }

  /** Ends the recycle as failed; what was raised is put back first. */
  static Move fail(Recycle recycle, Failure failure, Instant now) {
    Recycle released =
        recycle.plan() == null
            ? recycle.held(null)
            : recycle.with(withoutInFlight(recycle.plan(), failure)).held(null);
    return restore(released, new Outcome.Failed(failure), now);
  }

  /** Ends the recycle; what was raised is put back first, by looks of their own. */
  static Move restore(Recycle recycle, Outcome outcome, Instant now) {
    if (recycle.lease() == null) {
      return end(recycle, outcome);
    }
    Recycle restoring = recycle.held(null).with(new Phase.Restoring(now, outcome));
    return next(
        restoring,
        switch (outcome) {
          case Outcome.Succeeded _, Outcome.Cancelled _ -> List.of();
          case Outcome.Failed it -> List.of(new RecycleEvent.GaveUp(it.failure()));
        });
  }

  /** Ends the recycle now; nothing is left to put back. */
  static Move end(Recycle recycle, Outcome outcome, RecycleEvent... before) {
    return end(recycle, outcome, List.of(before));
  }

  static Move end(Recycle recycle, Outcome outcome, List<RecycleEvent> before) {
    return end(recycle, new Phase.Ended(outcome), before);
  }

  /** Ends the recycle though something of our changes is left. */
  static Move endLeaving(Recycle recycle, Outcome outcome, String left) {
    return end(
        recycle,
        new Phase.Ended(outcome, left),
        List.of(new RecycleEvent.CapacityLeftChanged(left)));
  }

  private static Move end(Recycle recycle, Phase.Ended ended, List<RecycleEvent> before) {
    Plan plan = recycle.plan();
    int recycled = plan == null ? 0 : plan.count(Slot.Replaced.class);
    int tasks = plan == null ? 0 : plan.slots().size();
    RecycleEvent last =
        switch (ended.outcome()) {
          case Outcome.Succeeded _ -> new RecycleEvent.RecycleSucceeded(recycled);
          case Outcome.Failed it -> new RecycleEvent.RecycleFailed(it.failure());
          case Outcome.Cancelled _ -> new RecycleEvent.RecycleCancelled(recycled, tasks);
        };
    List<RecycleEvent> events = new ArrayList<>(before);
    events.add(last);
    return new Rest(recycle.with(Brakes.OFF).with(ended), events, Duration.ZERO);
  }

  static Plan withoutInFlight(Plan plan, Failure why) {
    return plan.map(slot ->
        slot.state() instanceof Slot.Stopping it
            ? slot.now(new Slot.Failed(it.since(), why))
            : slot);
  }
}

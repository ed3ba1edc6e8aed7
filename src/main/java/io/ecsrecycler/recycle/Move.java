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

  /** Nothing is stopped while {@code reason} lasts. */
  static Move hold(Recycle recycle, Hold.Reason reason, String message, Instant now) {
    Hold before = recycle.hold();
    if (before != null && before.reason() == reason) {
      return rest(recycle, HOLDING);
    }
    Instant since = before == null ? now : before.since();
    return new Rest(
        recycle.held(new Hold(reason, message, since)),
        List.of(new RecycleEvent.HoldBegan(reason, message)),
        HOLDING);
  }

  /** Ends the recycle as failed; what was raised is put back first. */
  static Move fail(Recycle recycle, Failure.Code code, String message, Instant now) {
    Failure failure = new Failure(code, message);
    Recycle released =
        recycle.plan() == null
            ? recycle.held(null)
            : recycle.with(withoutInFlight(recycle.plan(), failure)).held(null);
    return recycle.lease() == null
        ? end(released, new Outcome.Failed(failure))
        : go(
            released.with(new Phase.Restoring(now, new Outcome.Failed(failure))),
            new RecycleEvent.GaveUp(failure));
  }

  /** Ends the recycle now; nothing is left to put back. */
  static Move end(Recycle recycle, Outcome outcome, RecycleEvent... before) {
    int recycled = recycle.plan() == null ? 0 : recycle.plan().count(Slot.Replaced.class);
    RecycleEvent last =
        switch (outcome) {
          case Outcome.Succeeded _ -> new RecycleEvent.RecycleSucceeded(recycled);
          case Outcome.Failed it -> new RecycleEvent.RecycleFailed(it.failure());
          case Outcome.Cancelled _ -> new RecycleEvent.RecycleCancelled(recycled);
        };
    List<RecycleEvent> events = new ArrayList<>(List.of(before));
    events.add(last);
    return new Rest(recycle.held(null).with(new Phase.Ended(outcome)), events, Duration.ZERO);
  }

  private static Plan withoutInFlight(Plan plan, Failure why) {
    return plan.map(slot ->
        slot.state() instanceof Slot.Stopping it
            ? slot.now(new Slot.Failed(it.since(), why))
            : slot);
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a recycle. From one look at the service they say what to do next:
 *
 * <ol>
 *   <li>{@link PlanningRule}: may this service be recycled now, and which tasks in which order?
 *   <li>{@link SurgingRule}: keep autoscaling from undoing us, raise the desired count by a batch,
 *       await the extra tasks.
 *   <li>{@link RecyclingRule}: stop a batch of old tasks, each when {@link NextStop} allows it,
 *       await the healthy tasks that take their place.
 *   <li>{@link SettlingRule}: pause; then the next batch.
 *   <li>{@link RestoringRule}: put back what is still as we set it, on every way out.
 * </ol>
 *
 * <p>What holds whatever is seen:
 *
 * <ul>
 *   <li>Only tasks of the plan are stopped, a batch at a time, never while a deployment runs.
 *   <li>A healthy task is stopped only if at least the plan's floor of healthy tasks remains.
 *   <li>What is done is derived from task ARNs that were seen, never from counts.
 *   <li>An action is part of the state before it is carried out, and repeated only when AWS has not
 *       accepted it and it does not show.
 *   <li>Whatever goes wrong, the limits of holds, pauses and the whole apply.
 * </ul>
 */
public final class Rules {

  private Rules() {}

  /**
   * Decides after a look.
   *
   * @param committed the state as committed
   * @param seen the look, taken after the state was read
   * @param now our clock, after the look
   */
  public static Decision decide(Recycle committed, ServiceSnapshot seen, Instant now) {
    Recycle recycle = Timeline.bounded(committed, now);
    Hold before = recycle.hold();
    Recycle looked = Sighting.answering(recycle, seen, now);
    List<RecycleEvent> events = new ArrayList<>();
    Move limited = limits(released(looked), now);
    events.addAll(limited.events());
    Move move = theirs(limited.next(), seen.service().desiredCount());
    events.addAll(move.events());
    while (move instanceof Move.Go) {
      move = rule(move.next(), seen, before, now);
      events.addAll(move.events());
    }
    Move held = continued(move, before, seen.begunAt());
    if (Holding.tooLong(held.next(), now)) {
      // Whatever the rule decided meanwhile is not carried out: what was committed counts.
      return over(
          limited.next().held(held.next().hold()), before, List.copyOf(limited.events()), now);
    }
    return decision(held, before, events, now);
  }

  /**
   * Decides after AWS did not answer a look or an action: hold, and after too long a time end.
   * While restoring there is no too long, unless the service is gone.
   */
  public static Decision blind(Recycle committed, Fault fault, Instant now) {
    Recycle recycle = Timeline.bounded(committed, now);
    Hold before = recycle.hold();
    List<RecycleEvent> events = new ArrayList<>();
    Move move = limits(recycle, now);
    events.addAll(move.events());
    if (move instanceof Move.Go) {
      move = Blind.apply(move.next(), fault, now);
      events.addAll(move.events());
    }
    Recycle held = Holding.continued(move.next(), before);
    if (Holding.tooLong(held, now)) {
      return over(held, before, events, now);
    }
    Duration patience = held.hold() == null ? Duration.ZERO : held.hold().retryAfter(now);
    return decision(new Move.Rest(held, List.of(), patience), before, events, now);
  }

  private static Move rule(
      Recycle recycle, ServiceSnapshot seen, @Nullable Hold before, Instant now) {
    Move recognized = Recognition.of(recycle, seen.service(), now);
    if (!(recognized instanceof Move.Go go)) {
      return recognized;
    }
    if (!go.next().equals(recycle)) {
      return go;
    }
    return switch (recycle.phase()) {
      case Phase.Planning _ -> PlanningRule.apply(recycle, seen, now);
      case Phase.Surging it -> SurgingRule.apply(recycle, it, seen, before, now);
      case Phase.Recycling it -> RecyclingRule.apply(recycle, it, seen, before, now);
      case Phase.Settling it -> SettlingRule.apply(recycle, it, seen, now);
      case Phase.Restoring it -> RestoringRule.apply(recycle, it, seen, before, now);
      case Phase.Ended _ -> Move.rest(recycle, Duration.ZERO);
    };
  }

  /**
   * A look starts without a hold, and the rules say anew whether there is one. Trouble with an
   * action lasts until that action is answered.
   */
  private static Recycle released(Recycle recycle) {
    Hold hold = recycle.hold();
    return hold != null && hold.reason().awsTrouble() && recycle.unanswered()
        ? recycle
        : recycle.held(null);
  }

  /** What holds before any rule: limits of pauses and of the whole. */
  private static Move limits(Recycle recycle, Instant now) {
    Brakes.Pause pause = recycle.brakes().pause();
    if (pause != null && !now.isBefore(pause.until())) {
      return Move.go(
          recycle.with(recycle.brakes().ending(new Outcome.Cancelled(), now)),
          new RecycleEvent.PauseExpired());
    }
    Duration limit = recycle.spec().patience().whole();
    Plan plan = recycle.plan();
    if (limit == null || plan == null || recycle.brakes().ending() != null) {
      return Move.go(recycle);
    }
    boolean over = recycle.ended() || recycle.phase() instanceof Phase.Restoring;
    if (over || now.isBefore(plan.begun().plus(limit))) {
      return Move.go(recycle);
    }
    Failure failure = Failures.tookTooLong(limit, plan);
    return Move.go(
        recycle.endingAs(new Outcome.Failed(failure), now),
        new RecycleEvent.TimeLimitReached(failure));
  }

  /** Once somebody else has set the desired count, it is theirs, whatever they set it to later. */
  private static Move theirs(Recycle recycle, int desired) {
    boolean recycling =
        recycle.phase() instanceof Phase.Recycling || recycle.phase() instanceof Phase.Settling;
    CapacityLease lease = recycle.lease();
    return recycling && lease != null && lease.lostTo(desired)
        ? Move.go(
            recycle.with(lease.desiredCountReturned()),
            new RecycleEvent.CapacityLeftToOthers(desired, lease.desired().set()))
        : Move.go(recycle);
  }

  private static Move continued(Move move, @Nullable Hold before, Instant looked) {
    Action action = move instanceof Move.Act it ? it.action() : null;
    Recycle next =
        Holding.isMoot(move.next(), action, looked) ? move.next().held(null) : move.next();
    Recycle held = Holding.continued(next, before);
    return switch (move) {
      case Move.Act it -> new Move.Act(held, it.events(), it.action());
      case Move.Rest it -> new Move.Rest(held, it.events(), it.lookAgain());
      case Move.Go _ -> throw new IllegalStateException("a Go is never the last move");
    };
  }

  /** Held for longer than anybody wants to wait: a cancel is done, anything else has failed. */
  private static Decision over(
      Recycle recycle, @Nullable Hold before, List<RecycleEvent> events, Instant now) {
    Hold hold = Objects.requireNonNull(recycle.hold());
    Outcome ending = recycle.brakes().ending();
    Move move =
        ending == null
            ? Move.fail(recycle, Failures.heldTooLong(recycle, hold), now)
            : Move.restore(recycle, ending, now);
    List<RecycleEvent> all = new ArrayList<>(events);
    all.addAll(move.events());
    return decision(move, before, all, now);
  }

  private static Decision decision(
      Move move, @Nullable Hold before, List<RecycleEvent> events, Instant now) {
    Holding.Told told = Holding.told(move.next(), before, now);
    List<RecycleEvent> all = new ArrayList<>(told.events());
    all.addAll(events);
    return switch (move) {
      case Move.Act it -> new Decision(told.recycle(), it.action(), it.lookAgain(), all);
      case Move.Rest it -> new Decision(told.recycle(), null, it.lookAgain(), all);
      case Move.Go it ->
          throw new IllegalStateException("a Go is never the last move, but it is " + it);
    };
  }
}

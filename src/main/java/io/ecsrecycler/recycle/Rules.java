package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
 *   <li>An action is part of the state before it is carried out, and said again only when AWS has
 *       not answered it and it does not show.
 * </ul>
 */
public final class Rules {

  private Rules() {}

  /**
   * Decides after a look.
   *
   * @param recycle the state as committed
   * @param seen the look, taken after the state was read
   * @param now our clock, after the look
   */
  public static Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
    List<RecycleEvent> events = new ArrayList<>();
    Move move = seeing(recycle);
    events.addAll(move.events());
    move = limits(move.next(), now);
    events.addAll(move.events());
    if (move instanceof Move.Go) {
      move = theirs(move.next(), seen.service().desiredCount());
      events.addAll(move.events());
    }
    while (move instanceof Move.Go) {
      move = rule(move.next(), seen, now);
      events.addAll(move.events());
    }
    return decision(move, events);
  }

  /**
   * Decides after AWS did not answer a look or an action: hold, and after too long a time end.
   * While restoring there is no too long.
   */
  public static Decision blind(Recycle recycle, Fault fault, Instant now) {
    Move move = withoutSight(recycle, fault, now);
    Duration patience =
        move.next().hold() == null ? Move.WATCHING : move.next().hold().retryAfter(now);
    return new Decision(move.next(), null, patience, move.events());
  }

  private static Move rule(Recycle recycle, ServiceSnapshot seen, Instant now) {
    return switch (recycle.phase()) {
      case Phase.Planning _ -> PlanningRule.apply(recycle, seen, now);
      case Phase.Surging it -> SurgingRule.apply(recycle, it, seen, now);
      case Phase.Recycling it -> RecyclingRule.apply(recycle, it, seen, now);
      case Phase.Settling it -> SettlingRule.apply(recycle, it, seen, now);
      case Phase.Restoring it -> RestoringRule.apply(recycle, it, seen, now);
      case Phase.Ended _ -> Move.rest(recycle, Duration.ZERO);
    };
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

  /** A look that was answered ends the trouble with AWS; limits that passed meanwhile count. */
  private static Move seeing(Recycle recycle) {
    Hold hold = recycle.hold();
    return hold != null && hold.reason().awsTrouble() && !recycle.unanswered()
        ? Move.released(recycle, hold)
        : Move.go(recycle);
  }

  /** What holds before any rule: limits of holds, pauses and the whole. */
  private static Move limits(Recycle recycle, Instant now) {
    Hold hold = recycle.hold();
    if (hold != null && heldTooLong(recycle, hold, now)) {
      return giveUp(recycle, hold, now);
    }
    Brakes.Pause pause = recycle.brakes().pause();
    if (pause != null && !now.isBefore(pause.until())) {
      return Move.go(
          recycle.with(recycle.brakes().ending(new Outcome.Cancelled())),
          new RecycleEvent.PauseExpired());
    }
    return wholeLimit(recycle, now);
  }

  private static Move wholeLimit(Recycle recycle, Instant now) {
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
        recycle.endingAs(new Outcome.Failed(failure)), new RecycleEvent.TimeLimitReached(failure));
  }

  private static Move withoutSight(Recycle recycle, Fault fault, Instant now) {
    if (recycle.phase() instanceof Phase.Restoring) {
      return Move.hold(recycle, fault.kind().reason(), stillRaised(recycle, fault), now);
    }
    if (hopeless(recycle, fault)) {
      return Move.fail(recycle, new Failure(code(fault), fault.message()), now);
    }
    Hold hold = recycle.hold();
    return hold != null && heldTooLong(recycle, hold, now)
        ? giveUp(recycle, hold, now)
        : Move.hold(recycle, fault.kind().reason(), fault.message(), now);
  }

  private static String stillRaised(Recycle recycle, Fault fault) {
    CapacityLease lease = recycle.lease();
    return lease == null
        ? fault.message()
        : fault.message() + " " + lease.byHand(recycle.spec().service());
  }

  /** Held for longer than anybody wants to wait: a cancel is done, anything else has failed. */
  private static Move giveUp(Recycle recycle, Hold hold, Instant now) {
    Outcome ending = recycle.brakes().ending();
    return ending == null
        ? Move.fail(recycle, Failures.heldTooLong(recycle, hold), now)
        : Move.restore(recycle, ending, now);
  }

  /** Whether asking again cannot help, or nothing would be lost by ending at once. */
  private static boolean hopeless(Recycle recycle, Fault fault) {
    return switch (fault.kind()) {
      case ACCESS_DENIED, REJECTED -> true;
      case CREDENTIALS -> recycle.phase() instanceof Phase.Planning;
      case THROTTLED, UNREACHABLE, SERVER_ERROR -> false;
    };
  }

  private static Failure.Code code(Fault fault) {
    return switch (fault.kind()) {
      case ACCESS_DENIED -> Failure.Code.AWS_ACCESS_DENIED;
      case CREDENTIALS -> Failure.Code.AWS_CREDENTIALS;
      case REJECTED, THROTTLED, UNREACHABLE, SERVER_ERROR -> Failure.Code.AWS_REJECTED;
    };
  }

  private static boolean heldTooLong(Recycle recycle, Hold hold, Instant now) {
    return !(recycle.phase() instanceof Phase.Restoring)
        && recycle.brakes().pause() == null
        && !now.isBefore(hold.since().plus(recycle.spec().patience().hold()));
  }

  private static Decision decision(Move move, List<RecycleEvent> events) {
    return switch (move) {
      case Move.Act it -> new Decision(it.next(), it.action(), it.lookAgain(), events);
      case Move.Rest it -> new Decision(it.next(), null, it.lookAgain(), events);
      case Move.Go _ -> throw new IllegalStateException("a Go is never the last move");
    };
  }
}

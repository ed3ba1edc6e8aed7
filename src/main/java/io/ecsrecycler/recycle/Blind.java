package io.ecsrecycler.recycle;

import java.time.Instant;

/**
 * What to do when a look or an action was not answered: hold with the reason; end at once where
 * asking again cannot help.
 */
final class Blind {

  private Blind() {}

  static Move apply(Recycle recycle, Fault fault, Instant now) {
    if (recycle.ended()) {
      return Move.rest(recycle, Move.WATCHING);
    }
    if (isGone(recycle, fault, now)) {
      return gone(recycle, fault);
    }
    if (recycle.phase() instanceof Phase.Restoring) {
      return Move.hold(recycle, fault.kind().reason(), stillChanged(recycle, fault), now);
    }
    Outcome ending = recycle.brakes().ending();
    if (ending != null && nothingToPutBack(recycle)) {
      return Move.end(recycle, ending);
    }
    return hopeless(recycle, fault)
        ? Move.fail(recycle, new Failure(code(fault), fault.message()), now)
        : Move.hold(recycle, fault.kind().reason(), fault.message(), now);
  }

  /** A service that one look misses may be there at the next; after several it is believed. */
  private static boolean isGone(Recycle recycle, Fault fault, Instant now) {
    Hold hold = recycle.hold();
    return fault.kind() == Fault.Kind.NOT_FOUND
        && hold != null
        && hold.believed(Hold.Reason.SERVICE_NOT_FOUND, now);
  }

  private static Move gone(Recycle recycle, Fault fault) {
    Failure failure = Failures.notFound(recycle, fault);
    Outcome outcome =
        recycle.phase() instanceof Phase.Restoring it ? it.outcome() : new Outcome.Failed(failure);
    Recycle done =
        recycle.plan() == null
            ? recycle
            : recycle.with(Move.withoutInFlight(recycle.plan(), failure));
    CapacityLease lease = recycle.lease();
    return lease == null || !lease.holdsAnything()
        ? Move.end(done, outcome)
        : Move.endLeaving(done, outcome, lease.left(recycle));
  }

  /** A cancel needs no look where nothing was raised and no stop is under way. */
  private static boolean nothingToPutBack(Recycle recycle) {
    return recycle.lease() == null && recycle.plan() != null && !recycle.plan().inFlight();
  }

  private static String stillChanged(Recycle recycle, Fault fault) {
    CapacityLease lease = recycle.lease();
    return lease == null || !lease.holdsAnything()
        ? fault.message()
        : "%s %s. This is tried until it works.".formatted(fault.message(), lease.left(recycle));
  }

  /** Whether asking again cannot help, or nothing would be lost by ending at once. */
  private static boolean hopeless(Recycle recycle, Fault fault) {
    return switch (fault.kind()) {
      case ACCESS_DENIED, REJECTED -> true;
      case CREDENTIALS -> recycle.phase() instanceof Phase.Planning;
      case THROTTLED, UNREACHABLE, SERVER_ERROR, NOT_FOUND, INCOMPLETE, TOO_SLOW, UNEXPECTED ->
          false;
    };
  }

  private static Failure.Code code(Fault fault) {
    return switch (fault.kind()) {
      case ACCESS_DENIED -> Failure.Code.AWS_ACCESS_DENIED;
      case CREDENTIALS -> Failure.Code.AWS_CREDENTIALS;
      case REJECTED,
          THROTTLED,
          UNREACHABLE,
          SERVER_ERROR,
          NOT_FOUND,
          INCOMPLETE,
          TOO_SLOW,
          UNEXPECTED ->
          Failure.Code.AWS_REJECTED;
    };
  }
}

package io.ecsrecycler.recycle;

import java.util.List;

/** Why there is no headroom: what is seen, and what has changed since the plan was made. */
final class TooFewHealthy {

  private TooFewHealthy() {}

  static NextStop.Blocked because(Headroom headroom, Recycle recycle, ServiceSnapshot seen) {
    List<SeenTask> unknown = seen.tasks().stream().filter(Health::isUnknown).toList();
    boolean doubt = !unknown.isEmpty() && headroom.wouldSufficeWith(unknown.size());
    return doubt
        ? new NextStop.Blocked(Hold.Reason.HEALTH_UNKNOWN, unknown(headroom, unknown))
        : new NextStop.Blocked(
            Hold.Reason.NOT_ENOUGH_HEALTHY, changed(recycle, seen) + tooFew(headroom));
  }

  private static String unknown(Headroom headroom, List<SeenTask> unknown) {
    return "The health of %d tasks is unknown (%s), and the other %d healthy ones are not enough: %d must remain; going on by itself when it is known."
        .formatted(
            unknown.size(),
            Health.describe(unknown.getFirst()),
            headroom.reliable(),
            headroom.floor());
  }

  private static String tooFew(Headroom headroom) {
    return "%d healthy tasks are not enough to take %d away: %d must remain; going on by itself when more are healthy."
        .formatted(headroom.reliable(), headroom.cost(), headroom.floor());
  }

  /** Somebody lowered the desired count: that is the event, our floor only follows from it. */
  private static String changed(Recycle recycle, ServiceSnapshot seen) {
    CapacityLease lease = recycle.lease();
    int expected =
        lease == null ? recycle.requirePlan().originalDesiredCount() : lease.desired().set();
    int desired = seen.service().desiredCount();
    return desired >= expected
        ? ""
        : "The desired count is %d, no longer %d: somebody has lowered it. "
            .formatted(desired, expected);
  }
}

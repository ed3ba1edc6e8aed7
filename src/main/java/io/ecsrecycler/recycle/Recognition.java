package io.ecsrecycler.recycle;

import java.time.Instant;

/**
 * Whether the service that was seen is the one that the plan was made for. The same name may mean
 * another service: after a change of account or Region, or once it was deleted and created again.
 */
final class Recognition {

  private Recognition() {}

  static Move of(Recycle recycle, SeenService service, Instant now) {
    Plan plan = recycle.plan();
    if (plan == null || plan.service() == null || recycle.ended()) {
      return Move.go(recycle);
    }
    if (plan.service().isElsewhere(service.identity())) {
      return Move.hold(recycle, Hold.Reason.OTHER_SERVICE, elsewhere(recycle, service), now);
    }
    return plan.service().isRecreated(service.identity())
        ? recreated(recycle, service, now)
        : Move.go(recycle);
  }

  /** The desired count went with the former service; autoscaling's limits go by its name. */
  private static Move recreated(Recycle recycle, SeenService service, Instant now) {
    CapacityLease lease = recycle.lease();
    Recycle without = lease == null ? recycle : recycle.with(lease.desiredCountReturned());
    return recycle.phase() instanceof Phase.Restoring
        ? Move.go(without)
        : Move.fail(without, Failures.recreated(recycle, service), now);
  }

  private static String elsewhere(Recycle recycle, SeenService service) {
    ServiceIdentity planned = recycle.requirePlan().service();
    CapacityLease lease = recycle.lease();
    return "AWS shows %s, but the recycle is of %s: account or Region of the configuration have changed; nothing is done until they are as before.%s"
        .formatted(
            service.identity().arn(),
            planned == null ? null : planned.arn(),
            lease == null || !lease.holdsAnything() ? "" : " " + lease.left(recycle));
  }
}

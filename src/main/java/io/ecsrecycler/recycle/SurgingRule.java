package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds the extra task and awaits it: first autoscaling is kept from undoing us (a larger max only
 * if the extra task does not fit, dynamic scale-in suspended), then the desired count is raised.
 */
final class SurgingRule {

  private SurgingRule() {}

  static Move apply(Recycle recycle, Phase.Surging phase, ServiceSnapshot seen, Instant now) {
    CapacityLease lease = Objects.requireNonNull(recycle.lease(), "surging without a lease");
    if (!seen.service().active()) {
      return Move.fail(
          recycle,
          Failure.Code.SERVICE_NOT_ACTIVE,
          "Service %s became %s.".formatted(recycle.spec().service(), seen.service().status()),
          now);
    }
    if (lease.raisedAt() == null && seen.service().desiredCount() != lease.desired().found()) {
      return Move.go(rebased(recycle, lease, seen));
    }
    Action hold = autoscalingHold(lease, seen.scalableTarget());
    if (lease.raisedAt() == null && hold != null) {
      return holdAutoscaling(recycle, lease, hold, now);
    }
    Action raise = new Action.SetDesiredCount(lease.desired().set());
    if (lease.raisedAt() == null) {
      return Move.act(
          recycle.with(lease.raised(now)),
          raise,
          now,
          new RecycleEvent.DesiredCountRaised(lease.desired().found(), lease.desired().set()));
    }
    if (recycle.unanswered() && seen.service().desiredCount() == lease.desired().found()) {
      return Move.actAgain(recycle, raise, now);
    }
    return await(recycle, phase, lease, seen, now);
  }

  /** Somebody changed the desired count before we did: theirs is the original. */
  private static Recycle rebased(Recycle recycle, CapacityLease lease, ServiceSnapshot seen) {
    int found = seen.service().desiredCount();
    Plan plan = recycle.requirePlan();
    return recycle
        .with(new Plan(found, found, plan.slots()))
        .with(lease.rebasedOn(seen, PlanningRule.BATCH));
  }

  private static @Nullable Action autoscalingHold(
      CapacityLease lease, @Nullable ScalableTarget target) {
    if (target == null || !lease.touchesAutoscaling()) {
      return null;
    }
    CapacityLease.Held<Integer> max = lease.max();
    boolean suspended = lease.scaleInSuspended() == null || target.suspended().scaleIn();
    boolean fits = max == null || target.max() >= max.set();
    return suspended && fits
        ? null
        : new Action.SetScalableTarget(
            max == null ? null : max.set(),
            target.suspended().withScaleIn(lease.scaleInSuspended() != null || !suspended));
  }

  private static Move holdAutoscaling(
      Recycle recycle, CapacityLease lease, Action hold, Instant now) {
    if (recycle.lastAsked(hold) && !recycle.unanswered()) {
      return Move.rest(recycle, Move.WATCHING);
    }
    CapacityLease.Held<Integer> max = lease.max();
    return recycle.lastAsked(hold)
        ? Move.actAgain(recycle, hold, now)
        : Move.act(
            recycle,
            hold,
            now,
            new RecycleEvent.AutoscalingHeld(
                max == null ? null : max.set(), lease.scaleInSuspended() != null));
  }

  private static Move await(
      Recycle recycle,
      Phase.Surging phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    Plan plan = recycle.requirePlan();
    long extra =
        seen.tasks().stream()
            .filter(task -> !plan.includes(task.arn()))
            .filter(Health::serves)
            .count();
    if (extra >= lease.desired().set() - lease.desired().found()) {
      return Move.go(
          recycle.with(new Phase.Recycling(now)),
          new RecycleEvent.SurgeHealthy(seen.healthyTasks()));
    }
    return now.isBefore(phase.deadline())
        ? Move.rest(recycle, Move.WATCHING)
        : Move.fail(recycle, Failure.Code.SURGE_NOT_HEALTHY, notHealthy(recycle, plan, seen), now);
  }

  private static String notHealthy(Recycle recycle, Plan plan, ServiceSnapshot seen) {
    String newest =
        seen.tasks().stream()
            .filter(task -> !plan.includes(task.arn()))
            .max(Comparator.comparing(SeenTask::arn))
            .map(Health::describe)
            .orElse("no extra task was seen");
    return "The extra task was not healthy within %d seconds (%s; %s); no task was stopped."
        .formatted(
            recycle.spec().patience().replacement().toSeconds(),
            newest,
            seen.service().lastEvent());
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds the extra tasks and awaits them: first autoscaling is kept from undoing us (a larger max
 * only if they do not fit, dynamic scale-in suspended), then the desired count is raised.
 */
final class SurgingRule {

  private SurgingRule() {}

  static Move apply(Recycle recycle, Phase.Surging phase, ServiceSnapshot seen, Instant now) {
    CapacityLease lease = Objects.requireNonNull(recycle.lease(), "surging without a lease");
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return Move.restore(recycle, ending, now);
    }
    if (!seen.service().active()) {
      return Move.fail(recycle, Failures.becameInactive(recycle, seen.service()), now);
    }
    if (seen.service().deploying()) {
      return Move.hold(
          recycle, Hold.Reason.DEPLOYMENT_RUNNING, Failures.deploying(seen.service()), now);
    }
    Hold hold = recycle.hold();
    if (hold != null && hold.reason() == Hold.Reason.DEPLOYMENT_RUNNING) {
      var again = new Phase.Surging(now, now.plus(recycle.spec().patience().replacement()), null);
      return Move.released(recycle.with(again), hold);
    }
    return lease.raisedAt() == null
        ? raise(recycle, lease, seen, now)
        : awaitRaised(recycle, phase, lease, seen, now);
  }

  private static Move raise(
      Recycle recycle, CapacityLease lease, ServiceSnapshot seen, Instant now) {
    if (seen.service().desiredCount() == 0) {
      return scaledToZero(recycle, now);
    }
    boolean theirMax = isTheirMax(recycle, lease, seen.scalableTarget());
    if (theirMax || seen.service().desiredCount() != lease.desired().found()) {
      return rebased(recycle, lease, seen, theirMax);
    }
    Action hold = autoscalingHold(lease, seen);
    return hold == null
        ? Move.act(
            recycle.with(lease.raised(now)),
            new Action.SetDesiredCount(lease.desired().set()),
            now,
            new RecycleEvent.DesiredCountRaised(lease.desired().found(), lease.desired().set()))
        : holdAutoscaling(recycle, lease, hold, now);
  }

  private static Move awaitRaised(
      Recycle recycle,
      Phase.Surging phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    Action raise = new Action.SetDesiredCount(lease.desired().set());
    boolean untouched = seen.service().desiredCount() == lease.desired().found();
    return recycle.unanswered() && untouched
        ? Move.actAgain(recycle, raise, now)
        : await(recycle, phase, lease, seen, now);
  }

  /** Somebody has scaled the service to zero: all its tasks go without us. */
  private static Move scaledToZero(Recycle recycle, Instant now) {
    Plan gone = recycle.requirePlan().map(slot -> slot.now(new Slot.Gone(now)));
    Move restore = Move.restore(recycle.with(gone), new Outcome.Succeeded(), now);
    return Move.go(
        restore.next(), new RecycleEvent.NothingToDo("the service's desired count is 0"));
  }

  /** Somebody else has set the maximum: it is none that we know, nor the one we asked for last. */
  private static boolean isTheirMax(
      Recycle recycle, CapacityLease lease, @Nullable ScalableTarget target) {
    Asked asked = recycle.capacity().asked();
    return target != null
        && lease.isTheirMax(target)
        && !(asked != null
            && asked.action() instanceof Action.SetScalableTarget it
            && Integer.valueOf(target.max()).equals(it.max()));
  }

  /** Somebody changed the desired count or the maximum before we did: theirs is the original. */
  private static Move rebased(
      Recycle recycle, CapacityLease lease, ServiceSnapshot seen, boolean theirMax) {
    int found = seen.service().desiredCount();
    Plan plan = recycle.requirePlan();
    int batch = plan.strength().batch();
    return Move.go(
        recycle
            .with(plan.with(new Plan.Strength(found, found, batch)))
            .with(lease.rebasedOn(seen, batch, theirMax)));
  }

  /** What autoscaling must be asked for; nothing where that would clamp what somebody has set. */
  private static @Nullable Action autoscalingHold(CapacityLease lease, ServiceSnapshot seen) {
    ScalableTarget target = seen.scalableTarget();
    if (target == null
        || !lease.touchesAutoscaling()
        || seen.service().desiredCount() < target.min()) {
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
    List<SeenTask> extra = extra(recycle.requirePlan(), seen);
    boolean enough = extra.size() >= lease.desired().set() - lease.desired().found();
    Instant since = phase.servingSince() == null ? now : phase.servingSince();
    if (enough && proven(recycle, extra, since, now)) {
      return Move.next(
          recycle.with(new Phase.Recycling(now, 0)),
          List.of(new RecycleEvent.SurgeHealthy(seen.healthyTasks())));
    }
    return now.isBefore(phase.deadline())
        ? Move.rest(recycle.with(phase.serving(enough ? since : null)), Move.WATCHING)
        : Move.fail(recycle, notHealthy(recycle, seen), now);
  }

  private static List<SeenTask> extra(Plan plan, ServiceSnapshot seen) {
    return seen.tasks().stream()
        .filter(task -> !plan.knows(task.arn()))
        .filter(Health::serves)
        .toList();
  }

  private static boolean proven(Recycle recycle, List<SeenTask> extra, Instant since, Instant now) {
    return extra.stream().allMatch(Health::isChecked)
        || !now.isBefore(since.plus(recycle.spec().caution().minimumHealthy()));
  }

  private static Failure notHealthy(Recycle recycle, ServiceSnapshot seen) {
    String newest =
        seen.tasks().stream()
            .filter(task -> !recycle.requirePlan().knows(task.arn()))
            .max(Comparator.comparing(SeenTask::arn))
            .map(Health::describe)
            .orElse("no extra task was seen");
    return new Failure(
        Failure.Code.SURGE_NOT_HEALTHY,
        "The extra capacity was not healthy within %d seconds (%s; %s); no task was stopped."
            .formatted(
                recycle.spec().patience().replacement().toSeconds(),
                newest,
                seen.service().lastEvents()));
  }
}

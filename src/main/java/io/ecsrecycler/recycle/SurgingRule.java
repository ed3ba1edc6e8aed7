package io.ecsrecycler.recycle;

import java.time.Duration;
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

  static Move apply(
      Recycle recycle,
      Phase.Surging phase,
      ServiceSnapshot seen,
      @Nullable Hold before,
      Instant now) {
    CapacityLease lease = Objects.requireNonNull(recycle.lease(), "surging without a lease");
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return Move.restore(recycle, ending, now);
    }
    if (!seen.service().active()) {
      return Move.fail(recycle, Failures.becameInactive(recycle, seen.service()), now);
    }
    if (seen.service().unsettled()) {
      return Move.hold(
          recycle,
          Failures.unsettledReason(seen.service()),
          Failures.unsettled(seen.service()),
          now);
    }
    if (before != null && !before.reason().awsTrouble() && phase.entered().isBefore(now)) {
      // A deployment has settled: the extra tasks get their whole time again.
      return Move.go(
          recycle.with(
              new Phase.Surging(now, now.plus(recycle.spec().patience().replacement()), null)));
    }
    return lease.raisedAt() == null
        ? raise(recycle, phase, lease, seen, now)
        : awaitRaised(recycle, phase, lease, seen, now);
  }

  private static Move raise(
      Recycle recycle,
      Phase.Surging phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    if (seen.service().desiredCount() == 0) {
      return scaledToZero(recycle, now);
    }
    if (!now.isBefore(phase.deadline())) {
      return Move.fail(recycle, notHealthy(recycle, phase, seen, now), now);
    }
    boolean theirMax = isTheirMax(recycle, lease, seen.scalableTarget());
    if (theirMax
        || seen.service().desiredCount() != lease.desired().found()
        || missedTheTarget(recycle, lease, seen)) {
      return rebased(recycle, lease, seen, theirMax);
    }
    Action hold = autoscalingHold(lease, seen);
    return hold == null || wasUndone(recycle, hold, seen)
        ? Move.act(
            recycle.with(lease.raised(now)),
            new Action.SetDesiredCount(lease.desired().set()),
            now,
            new RecycleEvent.DesiredCountRaised(lease.desired().found(), lease.desired().set()))
        : holdAutoscaling(recycle, lease, hold, now);
  }

  /** The plan's look did not show a scalable target that is there: one look may be wrong. */
  private static boolean missedTheTarget(
      Recycle recycle, CapacityLease lease, ServiceSnapshot seen) {
    return !lease.touchesAutoscaling()
        && CapacityLease.of(seen, recycle.requirePlan().strength().batch()).touchesAutoscaling();
  }

  /**
   * Whether AWS accepted our hold on autoscaling so long ago that it must show, and it does not:
   * somebody has undone it. Then the extra tasks are added without it.
   */
  private static boolean wasUndone(Recycle recycle, Action hold, ServiceSnapshot seen) {
    return recycle.lastAsked(hold)
        && recycle.requireAsked().answered()
        && !recycle.requireAsked().mayStillBeInvisible(seen.begunAt());
  }

  private static Move awaitRaised(
      Recycle recycle,
      Phase.Surging phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    Action raise = new Action.SetDesiredCount(lease.desired().set());
    int desired = seen.service().desiredCount();
    if (lease.lostTo(desired) || wasPutBack(recycle, lease, raise, seen)) {
      return rebased(recycle, lease, seen, false);
    }
    return recycle.unanswered() && desired == lease.desired().found()
        ? Move.actAgain(recycle, raise, now)
        : await(recycle, phase, lease, seen, now);
  }

  /** Whether somebody has set the desired count back since AWS raised it. */
  private static boolean wasPutBack(
      Recycle recycle, CapacityLease lease, Action raise, ServiceSnapshot seen) {
    return seen.service().desiredCount() == lease.desired().found()
        && recycle.lastAsked(raise)
        && recycle.requireAsked().answered()
        && !recycle.requireAsked().mayStillBeInvisible(seen.begunAt());
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

  /**
   * Somebody changed the desired count or the maximum before the extra tasks were there: theirs is
   * the original from now on.
   */
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
            target
                .suspended()
                .withScaleIn(lease.scaleInSuspended() != null || target.suspended().scaleIn()));
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
      Plan plan = recycle.requirePlan().knowing(seen.tasks());
      return Move.next(
          recycle.with(plan).with(new Phase.Recycling(now, 0)),
          List.of(new RecycleEvent.SurgeHealthy(seen.healthyTasks())));
    }
    Instant unplaced = unplacedSince(recycle, phase, lease, seen, now);
    boolean over = !now.isBefore(phase.deadline()) || isUnplaced(recycle, unplaced, now);
    Phase.Surging waiting =
        new Phase.Surging(phase.entered(), phase.deadline(), enough ? since : null, unplaced);
    return over
        ? surgeFailed(recycle, phase, seen, now)
        : Move.rest(recycle.with(waiting), Move.WATCHING);
  }

  /** In doubt nothing is concluded: where health is unknown everywhere, the hold has its limit. */
  private static Move surgeFailed(
      Recycle recycle, Phase.Surging phase, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    List<SeenTask> unknown = seen.tasks().stream().filter(Health::isUnknown).toList();
    boolean doubt =
        unknown.stream().anyMatch(task -> plan.knows(task.arn()))
            && unknown.stream().anyMatch(task -> !plan.knows(task.arn()));
    return doubt
        ? Move.hold(
            recycle,
            Hold.Reason.HEALTH_UNKNOWN,
            "The health of %d tasks is unknown (%s), that of the extra ones included; going on by itself when it is known."
                .formatted(unknown.size(), Health.describe(unknown.getFirst())),
            now)
        : Move.fail(recycle, notHealthy(recycle, phase, seen, now), now);
  }

  private static @Nullable Instant unplacedSince(
      Recycle recycle,
      Phase.Surging phase,
      CapacityLease lease,
      ServiceSnapshot seen,
      Instant now) {
    long started =
        seen.tasks().stream()
            .filter(task -> !recycle.requirePlan().knows(task.arn()) && !task.life().ending())
            .count();
    if (!seen.service().unableToPlace()
        || started >= lease.desired().set() - lease.desired().found()) {
      return null;
    }
    return phase.unplacedSince() == null ? now : phase.unplacedSince();
  }

  private static boolean isUnplaced(Recycle recycle, @Nullable Instant since, Instant now) {
    Duration patience = recycle.spec().patience().placement();
    return patience != null && since != null && !now.isBefore(since.plus(patience));
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

  private static Failure notHealthy(
      Recycle recycle, Phase.Surging phase, ServiceSnapshot seen, Instant now) {
    String newest =
        seen.tasks().stream()
            .filter(task -> !recycle.requirePlan().knows(task.arn()))
            .max(Comparator.comparing(SeenTask::arn))
            .map(Health::describe)
            .orElse("no extra task was seen");
    return new Failure(
        Failure.Code.SURGE_NOT_HEALTHY,
        "The extra capacity was not healthy within %d seconds (%s; %s); no task was stopped.%s"
            .formatted(
                Duration.between(phase.entered(), now).toSeconds(),
                newest,
                seen.service().lastEvents(),
                hint(seen.service())));
  }

  /** With fixed host ports or distinct instances no extra task is ever placed (section 12). */
  private static String hint(SeenService service) {
    return service.unableToPlace()
        ? " If the tasks use fixed host ports or distinct instances, there is no place for an extra one: ask again with maintainServiceState: false."
        : "";
  }
}

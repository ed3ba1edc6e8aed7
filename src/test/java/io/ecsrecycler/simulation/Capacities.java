package io.ecsrecycler.simulation;

import static io.ecsrecycler.simulation.Promises.promise;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.simulator.ServiceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Capacity as it would be without us: every value is what others set last, or what was found. A
 * write of theirs that crosses one of ours, within what a look may lag and an action may take, is a
 * race that ECS gives nobody a means to win; only such a race is forgiven.
 */
final class Capacities {

  /** A look may be so old, a call may take so long. */
  private static final Duration RACE = Duration.ofSeconds(30 + 15);

  private final World world;
  private @Nullable Expected expected;

  /** Others' last word on each value. */
  private @Nullable Instant othersAt;

  private boolean forgiven;

  /** A service that is gone has no desired count; its scalable target may be left. */
  private boolean gone;

  Capacities(World world) {
    this.world = world;
  }

  /** What should be there in the end. */
  private record Expected(int desired, ServiceReport.@Nullable Scaling scaling) {}

  /** The first look at it is what was found. */
  void begins(ServiceReport report) {
    if (expected == null) {
      expected = new Expected(report.desiredCount(), report.scalableTarget());
      world.tell(() -> "found " + expected);
    }
  }

  /** What others set is theirs from now on; what they leave as we have set it is not. */
  void othersChange(Runnable change) {
    ServiceReport before = report();
    change.run();
    ServiceReport after = report();
    Expected old = Objects.requireNonNull(expected);
    ServiceReport.Scaling scaling = after.scalableTarget();
    expected =
        new Expected(
            before.desiredCount() == after.desiredCount() ? old.desired() : after.desiredCount(),
            scaling == null ? null : theirs(old.scaling(), before.scalableTarget(), scaling));
    if (!before.wanted().equals(after.wanted())) {
      othersAt = world.now();
    }
  }

  /** What they changed is theirs; what they left as it was stays as it would be without us. */
  private static ServiceReport.Scaling theirs(
      ServiceReport.@Nullable Scaling old,
      ServiceReport.@Nullable Scaling before,
      ServiceReport.Scaling after) {
    if (old == null || before == null) {
      return after;
    }
    ServiceReport.Suspension flags = after.suspendedState();
    boolean scaleIn = flags.dynamicScalingInSuspended();
    return new ServiceReport.Scaling(
        after.minCapacity() == before.minCapacity() ? old.minCapacity() : after.minCapacity(),
        after.maxCapacity() == before.maxCapacity() ? old.maxCapacity() : after.maxCapacity(),
        new ServiceReport.Suspension(
            scaleIn == before.suspendedState().dynamicScalingInSuspended()
                ? old.suspendedState().dynamicScalingInSuspended()
                : scaleIn,
            flags.dynamicScalingOutSuspended(),
            flags.scheduledScalingSuspended()));
  }

  /**
   * We intend to raise to what others have set by chance, before any look of ours could show it:
   * nobody can tell whose it is.
   */
  void committed(Recycle was, Recycle is) {
    CapacityLease before = was.capacity().lease();
    CapacityLease lease = is.capacity().lease();
    boolean raisedBefore = before != null && before.raisedAt() != null;
    if (lease != null
        && lease.raisedAt() != null
        && (before == null || !raisedBefore || !lease.desired().equals(before.desired()))
        && report().desiredCount() == lease.desired().set()) {
      forgiven = true;
      world.tell(() -> "others have set our very number, unseen");
    }
    if (before == null && lease != null && isHeldAlready(lease, report().scalableTarget())) {
      forgiven = true;
      world.tell(() -> "others hold autoscaling just as we are about to, unseen");
    }
  }

  private static boolean isHeldAlready(
      CapacityLease lease, ServiceReport.@Nullable Scaling scaling) {
    return scaling != null
        && (lease.scaleInSuspended() != null && scaling.suspendedState().dynamicScalingInSuspended()
            || lease.max() != null && lease.max().set() == scaling.maxCapacity());
  }

  /** A request of ours that others overtook meanwhile is a race that nobody can win. */
  void arrivesLate(Instant sent) {
    Duration lag = world.scenario().service().physics().readLag();
    if (othersAt != null && !othersAt.isBefore(sent.minus(RACE).minus(lag))) {
      forgiven = true;
      world.tell(() -> "a race with others that nobody can win");
    }
  }

  /** One of our writes is about to arrive: was it decided before theirs could be seen? */
  void weAsk(Action action, @Nullable Instant looked) {
    boolean writes =
        action instanceof Action.SetDesiredCount || action instanceof Action.SetScalableTarget;
    Duration lag = world.scenario().service().physics().readLag();
    if (writes
        && othersAt != null
        && looked != null
        && !looked.minus(lag).isAfter(othersAt)
        && !world.now().isAfter(othersAt.plus(RACE).plus(lag))) {
      forgiven = true;
      world.tell(() -> "a race with others that nobody can win");
    }
  }

  /** The service was deleted, and perhaps created again. */
  void gone() {
    gone = true;
  }

  /**
   * @param left what the recycle says is left; null where it claims to have restored everything
   */
  void atTheEnd(ServiceReport report, @Nullable String left) {
    Expected should = Objects.requireNonNull(expected);
    if (forgiven || left != null) {
      return;
    }
    promise(
        gone || report.desiredCount() == should.desired(),
        "the desired count is %d in the end, not %d",
        report.desiredCount(),
        should.desired());
    promise(
        Objects.equals(report.scalableTarget(), should.scaling()),
        "autoscaling is %s in the end, not %s",
        report.scalableTarget(),
        should.scaling());
  }

  private ServiceReport report() {
    return world.aws().report(Scenario.CLUSTER, Scenario.SERVICE);
  }
}

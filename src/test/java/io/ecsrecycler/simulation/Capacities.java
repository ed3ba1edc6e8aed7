package io.ecsrecycler.simulation;

import static io.ecsrecycler.simulation.Promises.promise;

import io.ecsrecycler.recycle.Action;
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
            scaling == null || Objects.equals(before.scalableTarget(), scaling)
                ? old.scaling()
                : new ServiceReport.Scaling(
                    scaling.minCapacity(),
                    scaling.maxCapacity(),
                    Objects.requireNonNull(old.scaling()).suspendedState()));
    if (!before.wanted().equals(after.wanted())) {
      othersAt = world.now();
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

  /** Nobody expects anything any more. */
  void forgive() {
    forgiven = true;
  }

  void atTheEnd(ServiceReport report) {
    Expected should = Objects.requireNonNull(expected);
    if (forgiven) {
      return;
    }
    promise(
        report.desiredCount() == should.desired(),
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

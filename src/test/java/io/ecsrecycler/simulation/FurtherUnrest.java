package io.ecsrecycler.simulation;

import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.PassingError;
import io.ecsrecycler.simulator.ServiceReport;
import io.ecsrecycler.simulator.TaskTrouble;
import io.ecsrecycler.simulator.WrongRead;
import java.time.Duration;
import java.util.Random;

/** What AWS and people do that contradicts what one would expect of them. */
final class FurtherUnrest {

  private final World world;
  private final Unrest unrest;
  private final Random dice;

  FurtherUnrest(World world, Unrest unrest) {
    this.world = world;
    this.unrest = unrest;
    this.dice = world.dice();
  }

  /**
   * One of them.
   *
   * @param which 0 to 49
   */
  void something(int which) {
    if (which < 14) {
      wrongRead();
    } else if (which < 18) {
      world.promises().healthIsHidden();
      unrest.forAWhile(new TaskTrouble.AgentsDisconnected());
    } else if (which < 21) {
      world.promises().healthIsHidden();
      unrest.forAWhile(new TaskTrouble.TargetsUnavailable());
    } else if (which < 25) {
      unrest.forAWhile(new TaskTrouble.CrashLoop(seconds(1, 45)));
    } else if (which < 28) {
      places();
    } else if (which < 30) {
      unrest.forAWhile(new TaskTrouble.SlowDraining(seconds(20, 240)));
    } else if (which < 33) {
      unrest.forAWhile(new PassingError.WrappedThrottle(dice.nextDouble()));
    } else if (which < 36) {
      unrest.forAWhile(new PassingError.ConcurrentUpdate(dice.nextDouble()));
    } else if (which < 39) {
      unrest.happen(new Meddling.RolloutFails(dice.nextBoolean()));
    } else if (which < 40) {
      unrest.forAWhile(new Fault.NeverSettles());
    } else if (which < 47) {
      flags();
    } else if (which < 49) {
      unrest.happen(new Meddling.ScalableTargetDeleted());
    } else {
      recreate();
    }
  }

  private void wrongRead() {
    WrongRead.What what = WrongRead.What.values()[dice.nextInt(WrongRead.What.values().length)];
    WrongRead.Often often =
        switch (dice.nextInt(3)) {
          case 0 -> WrongRead.Often.times(1);
          case 1 -> WrongRead.Often.times(2 + dice.nextInt(4));
          default -> WrongRead.Often.share(0.1 + 0.9 * dice.nextDouble());
        };
    if (what == WrongRead.What.PROTECTION_FAILED) {
      // Where nothing is protected, nobody notices that nobody knows.
      unrest.shield();
      unrest.shield();
    }
    world.promises().readsGoWrong();
    unrest.forAWhile(new WrongRead(what, often, null));
  }

  /** Fixed host ports: as many tasks fit as there are, so that an extra one finds no place. */
  private void places() {
    int tasks = world.promises().truth().now().report().desiredCount();
    Fault places = new TaskTrouble.Places(Math.max(1, tasks));
    if (dice.nextBoolean()) {
      unrest.forAWhile(places);
    } else {
      unrest.untilCalm(places);
    }
  }

  /** Somebody suspends or resumes; never by chance scale-in as we have set it. */
  private void flags() {
    ServiceReport.Scaling scaling = world.promises().truth().now().report().scalableTarget();
    CapacityLease lease = world.recycle().capacity().lease();
    int count = world.promises().truth().now().report().desiredCount();
    if (scaling == null || clampsToOurs(scaling, count)) {
      return;
    }
    boolean scaleIn = dice.nextBoolean();
    boolean ours = lease != null && lease.scaleInSuspended() != null && scaleIn;
    ServiceReport.Suspension next =
        new ServiceReport.Suspension(
            ours ? scaling.suspendedState().dynamicScalingInSuspended() : scaleIn,
            dice.nextBoolean(),
            dice.nextBoolean());
    unrest.happen(new Meddling.ScalableTargetChanged(null, null, next));
  }

  /** Whoever registers clamps the count, too; never by chance to the very one that we have set. */
  private boolean clampsToOurs(ServiceReport.Scaling range, int count) {
    int clamped = Math.max(range.minCapacity(), Math.min(range.maxCapacity(), count));
    return clamped != count && unrest.isOurs(clamped);
  }

  private void recreate() {
    Meddling fault =
        new Meddling.ServiceRecreated(world.oneIn(2) ? Duration.ZERO : seconds(1, 200));
    world.promises().deleted();
    unrest.happen(fault);
  }

  private Duration seconds(int from, int to) {
    return Duration.ofMillis(1000L * from + dice.nextInt(1000 * (to - from) + 1));
  }
}

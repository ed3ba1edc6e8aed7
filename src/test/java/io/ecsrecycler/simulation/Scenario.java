package io.ecsrecycler.simulation;

import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.ecsrecycler.recycle.Selection;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Share;
import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.ScaleInPick;
import io.ecsrecycler.simulator.ServiceSeed;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a world begins with, drawn from its seed.
 *
 * @param service the service, its physics and its kind
 * @param spec what is asked for
 * @param quiet nobody but us changes anything, and AWS always answers: the floor must hold in truth
 * @param replicas how many engines there are
 * @param clockSteps whether machines' clocks are set midway, by ten minutes
 */
record Scenario(
    ServiceSeed service, RecycleSpec spec, boolean quiet, int replicas, boolean clockSteps) {

  static final String CLUSTER = "c";
  static final String SERVICE = "s";

  /** Whoever leaves the load balancer out of it asks for less than the truth. */
  boolean blindfolded() {
    return spec.caution().ignoreTargetHealth() && service.settings().has("loadBalancers");
  }

  static Scenario drawn(Random dice) {
    boolean quiet = dice.nextInt(4) == 0;
    int desired = dice.nextInt(20) == 0 ? 0 : 1 + dice.nextInt(dice.nextInt(4) == 0 ? 9 : 4);
    ServiceSeed seed = ServiceSeed.of(CLUSTER, SERVICE, desired).with(physics(dice));
    int kind = dice.nextInt(20);
    if (kind == 0) {
      seed = seed.daemon();
    } else if (kind == 1) {
      seed = seed.deployedBy(dice.nextBoolean() ? "CODE_DEPLOY" : "EXTERNAL");
    } else if (dice.nextInt(2) == 0) {
      int min = dice.nextInt(desired + 1);
      seed = seed.autoscaled(min, desired + dice.nextInt(3));
    }
    if (dice.nextInt(4) == 0) {
      seed = dice.nextBoolean() ? seed.balanced() : seed.balanced().onInstances();
    }
    return new Scenario(
        seed, spec(dice), quiet, 1 + dice.nextInt(3), !quiet && dice.nextInt(5) == 0);
  }

  private static Physics physics(Random dice) {
    Physics.Pace pace =
        new Physics.Pace(
            seconds(dice, 1, 40),
            dice.nextBoolean() ? Duration.ZERO : seconds(dice, 1, 15),
            seconds(dice, 0, 40),
            Duration.ofMillis(500 + dice.nextInt(9_500)),
            seconds(dice, 0, 20),
            seconds(dice, 0, 20));
    return new Physics(
        pace,
        dice.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMillis(dice.nextInt(8_000)),
        new Physics.Quirks(
            ScaleInPick.values()[dice.nextInt(3)],
            dice.nextInt(4) == 0,
            dice.nextInt(4) == 0,
            dice.nextBoolean()));
  }

  private static RecycleSpec spec(Random dice) {
    return new RecycleSpec(
        new ServiceName(CLUSTER, SERVICE),
        selection(dice),
        new RecycleSpec.Rhythm(
            dice.nextInt(4) != 0,
            dice.nextInt(3) != 0 ? Share.ONE : share(dice),
            dice.nextInt(3) == 0 ? Duration.ZERO : seconds(dice, 0, 30),
            dice.nextInt(6) == 0 ? share(dice) : null),
        new RecycleSpec.Caution(
            dice.nextBoolean(),
            ProtectedTasks.values()[dice.nextInt(3)],
            dice.nextInt(10) == 0,
            dice.nextInt(3) == 0 ? seconds(dice, 0, 30) : Duration.ZERO,
            dice.nextInt(4) == 0 ? 2 : 1),
        new RecycleSpec.Patience(
            seconds(dice, 90, 300),
            seconds(dice, 120, 600),
            seconds(dice, 60, 600),
            dice.nextInt(8) == 0 ? seconds(dice, 60, 900) : null,
            dice.nextBoolean() ? seconds(dice, 30, 120) : null,
            null),
        null);
  }

  private static Selection selection(Random dice) {
    return dice.nextInt(6) == 0
        ? new Selection(null, null, Set.of(), null, zone(dice), null)
        : Selection.ALL;
  }

  private static @Nullable String zone(Random dice) {
    return "us-east-1" + "abc".charAt(dice.nextInt(3));
  }

  private static Share share(Random dice) {
    return dice.nextBoolean()
        ? Share.tasks(1 + dice.nextInt(4))
        : Share.percent(1 + dice.nextInt(100));
  }

  private static Duration seconds(Random dice, int from, int to) {
    return Duration.ofMillis(1000L * from + dice.nextInt(1000 * (to - from) + 1));
  }
}

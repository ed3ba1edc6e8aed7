package io.ecsrecycler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The promises hold in thousands of worlds. */
class SimulationTest {

  private static final int WORLDS = Integer.getInteger("worlds", 300);

  @BeforeAll
  static void silence() {
    Worlds.silence();
  }

  @Test
  void everyPromiseHoldsInTheFixedWorlds() {
    hold(LongStream.range(0, WORLDS));
  }

  /** One world again, with its whole story: -Dworld.seed=… */
  @Test
  void replays() {
    long seed = Long.getLong("world.seed", 1);
    String story = Worlds.story(seed, PlantedBug.NONE);
    System.out.println(story);
    assertThat(Worlds.run(seed, PlantedBug.NONE, new Coverage(), false).broken()).isNull();
  }

  private static void hold(LongStream seeds) {
    Coverage coverage = new Coverage();
    var broken =
        seeds
            .parallel()
            .mapToObj(seed -> Worlds.run(seed, PlantedBug.NONE, coverage, false))
            .filter(it -> it.broken() != null)
            .toList();
    System.out.println(
        "broken "
            + broken.size()
            + " "
            + coverage.transitions()
            + coverage.holds()
            + coverage.outcomes());
    broken.stream()
        .limit(20)
        .forEach(it ->
            System.out.println(
                it.seed() + ": " + Objects.requireNonNull(it.broken()).lines().limit(6).toList()));
    assertThat(broken).isEmpty();
  }
}

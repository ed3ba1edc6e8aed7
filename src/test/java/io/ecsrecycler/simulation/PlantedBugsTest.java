package io.ecsrecycler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation is tested itself: it notices every bug that is planted, within a normal build. */
class PlantedBugsTest {

  /** As many worlds as a normal build runs. */
  private static final int WORLDS = SimulationTest.FIXED;

  @BeforeAll
  static void silence() {
    Worlds.silence();
  }

  static Set<String> bugs() {
    return PlantedBugs.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isNoticed(String name) {
    PlantedBug bug = Objects.requireNonNull(PlantedBugs.all().get(name));
    var noticed =
        LongStream.range(0, WORLDS)
            .mapToObj(seed -> Worlds.run(seed, bug, new Coverage(), false))
            .filter(it -> it.broken() != null)
            .findFirst();
    assertThat(noticed).describedAs("worlds that notice that it %s", name).isPresent();
  }
}

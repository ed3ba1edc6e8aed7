package io.ecsrecycler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promises hold in thousands of worlds: the same ones in every build, and some that nobody has
 * seen before. More of them:
 *
 * <pre>mvn test -Dtest=SimulationTest#everyPromiseHoldsInFreshWorlds -Dworlds=1000000</pre>
 */
class SimulationTest {

  static final int FIXED = 3_000;

  private static final int FRESH = Integer.getInteger("worlds", 500);

  /** Blockers that the worlds' services do not have; the planning rule's own test has them. */
  private static final EnumSet<Failure.Code> ELSEWHERE =
      EnumSet.of(
          Failure.Code.UNSUPPORTED_SERVICE,
          Failure.Code.UNSUPPORTED_DEPLOYMENT_CONTROLLER,
          Failure.Code.UNSUPPORTED_LOAD_BALANCER);

  @BeforeAll
  static void silence() {
    Worlds.silence();
  }

  @Test
  void everyPromiseHoldsInTheFixedWorldsWhichVisitEverything() {
    Coverage coverage = holdsIn(LongStream.range(0, FIXED));

    assertThat(coverage.transitions())
        .containsExactlyInAnyOrderElementsOf(
            PhaseTable.ALL.stream().map(PhaseTable.Transition::toString).toList());
    assertThat(coverage.holds()).containsExactly(Hold.Reason.values());
    assertThat(coverage.outcomes())
        .contains("SUCCEEDED", "CANCELLED")
        .containsAll(
            Arrays.stream(Failure.Code.values())
                .filter(code -> !ELSEWHERE.contains(code))
                .map(Failure.Code::name)
                .toList());
  }

  @Test
  void everyPromiseHoldsInFreshWorlds() {
    long first = new Random().nextLong(1L << 40);
    holdsIn(LongStream.range(first, first + FRESH));
  }

  @Test
  void aWorldIsTheSameEveryTime() {
    assertThat(Worlds.story(7, PlantedBug.NONE)).isEqualTo(Worlds.story(7, PlantedBug.NONE));
  }

  /** One world again, with its whole story: {@code -Dworld.seed=…}. */
  @Test
  void replays() {
    long seed = Long.getLong("world.seed", 1);
    assertThat(Worlds.run(seed, PlantedBug.NONE, new Coverage(), false).broken())
        .describedAs(Worlds.story(seed, PlantedBug.NONE))
        .isNull();
  }

  /** The committed diagram is the table's; run the test again after a wanted change. */
  @Test
  void theCommittedDiagramShowsThePhasesAsTheyAre() throws IOException {
    Path committed = Path.of("docs", "recycle-phases.puml");
    String before = Files.exists(committed) ? Files.readString(committed) : "";
    Files.writeString(committed, PhaseTable.diagram());
    Assertions.assertThat(before)
        .describedAs("%s was out of date and has been written anew; commit it", committed)
        .isEqualTo(PhaseTable.diagram());
  }

  private static Coverage holdsIn(LongStream seeds) {
    Coverage coverage = new Coverage();
    List<String> broken =
        seeds
            .parallel()
            .mapToObj(seed -> Worlds.run(seed, PlantedBug.NONE, coverage, false))
            .filter(it -> it.broken() != null)
            .map(it -> Worlds.story(it.seed(), PlantedBug.NONE))
            .limit(3)
            .toList();
    assertThat(broken).isEmpty();
    return coverage;
  }
}

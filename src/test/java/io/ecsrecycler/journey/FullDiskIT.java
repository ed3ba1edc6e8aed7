package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.database.Tmpfs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the H2 file runs full in the middle of a recycle, and has room again later. */
class FullDiskIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration FULL = Duration.ofSeconds(40);
  private static final int TASKS = 6;

  @TempDir Path directory;
  @TempDir Path small;

  @Test
  void itSaysSoCalmlyIsNotReadyAndGoesOnByItselfWhenThereIsRoom() throws IOException {
    try (Tmpfs disk = Tmpfs.orSkip(small, 8);
        JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        JarProcess recycler =
            JarProcess.recycler(
                directory, simulator.uri(), "--recycler.data-dir=" + disk.directory())) {
      World world = new World(simulator.uri());
      Judge judge = new Judge(world);
      world.service("full", TASKS, World.quick());
      await("full is healthy").atMost(LONG).until(() -> world.healthy("full") == TASKS);
      world.resetReport("full");
      String id = begin(recycler);
      await("a stop").atMost(LONG).until(() -> !judge.stops("full").isEmpty());

      disk.fill();
      await("not ready").atMost(Duration.ofSeconds(30)).until(() -> readiness(recycler) == 503);
      long lines = recycler.output().lines().count();
      await("no answer but 200 and 503, and life")
          .atMost(FULL.multipliedBy(2))
          .during(FULL)
          .until(() -> calm(recycler, id));
      assertThat(recycler.output().lines().count() - lines).as("lines meanwhile").isLessThan(100);

      disk.free();
      await("ready").atMost(Duration.ofSeconds(30)).until(() -> readiness(recycler) == 200);
      await(id).atMost(LONG).until(() -> status(recycler, id), "SUCCEEDED"::equals);
      judge.everyTaskOnceAndAllAsBefore("full", TASKS);
      assertThat(recycler.output()).doesNotContain("\tat ");
    }
  }

  /** H2 may find room within its file and take writes for a while. */
  private static boolean calm(JarProcess recycler, String id) {
    List<Integer> known = List.of(200, 503);
    return known.contains(Http.status(recycler.uri().resolve("/recycles/" + id)))
        && known.contains(readiness(recycler))
        && Http.status(recycler.uri().resolve("/actuator/health/liveness")) == 200;
  }

  private static String begin(JarProcess recycler) {
    return Http.post(
            recycler.uri().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"full\", \"waitSeconds\": 1}")
        .body()
        .path("id")
        .asString();
  }

  private static int readiness(JarProcess recycler) {
    return Http.status(recycler.uri().resolve("/actuator/health/readiness"));
  }

  private static String status(JarProcess recycler, String id) {
    return Http.get(recycler.uri().resolve("/recycles/" + id)).body().path("status").asString("");
  }
}

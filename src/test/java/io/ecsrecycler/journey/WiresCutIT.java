package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.journey.TcpProxy.Mode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database, and AWS, are cut off and come back, in all the ways that wires fail. */
class WiresCutIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration AWAY = Duration.ofSeconds(20);
  private static final int TASKS = 10;

  @TempDir Path directory;

  @Test
  void nothingIsLostAndNothingIsStoppedTwiceWhenTheDatabaseGoesAndComesBack() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        TcpProxy wire = TcpProxy.to(postgres.getPort());
        JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        JarProcess recycler =
            JarProcess.recycler(
                directory,
                simulator.uri(),
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres"
                    .formatted(wire.port()),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres")) {
      recycleWhileTheWireFails(simulator, recycler, wire);
      assertThat(recycler.output())
          .as("outages are told, and not as traces")
          .contains("The job database cannot be used;", "The job database can be used again")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void norWhenAwsDoes() {
    try (JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        TcpProxy wire = TcpProxy.to(simulator.uri().getPort());
        JarProcess recycler =
            JarProcess.recycler(
                directory, URI.create("http://127.0.0.1:%d".formatted(wire.port())))) {
      recycleWhileTheWireFails(simulator, recycler, wire);
    }
  }

  private static void recycleWhileTheWireFails(
      JarProcess simulator, JarProcess recycler, TcpProxy wire) {
    World world = new World(simulator.uri());
    Judge judge = new Judge(world);
    world.service("cut", TASKS, World.quick());
    await("cut is healthy").atMost(LONG).until(() -> world.healthy("cut") == TASKS);
    world.resetReport("cut");
    String id =
        Http.post(
                recycler.uri().resolve("/recycles"),
                "{\"cluster\": \"journeys\", \"service\": \"cut\", \"waitSeconds\": 1}")
            .body()
            .path("id")
            .asString();
    for (Mode mode : List.of(Mode.RESET, Mode.BLACK_HOLE)) {
      awaitAnotherStop(judge);
      wire.become(mode);
      int cut = judge.stops("cut").size();
      await("a while without").pollDelay(AWAY).atMost(AWAY.multipliedBy(2)).until(() -> true);
      assertThat(judge.stops("cut").size()).as("stops on doubt").isLessThanOrEqualTo(cut + 1);
      wire.become(Mode.PASS);
    }
    wire.become(Mode.SLOW);
    awaitAnotherStop(judge);
    wire.become(Mode.PASS);
    await(id).atMost(LONG).until(() -> status(recycler, id), "SUCCEEDED"::equals);
    judge.everyTaskOnceAndAllAsBefore("cut", TASKS);
  }

  private static void awaitAnotherStop(Judge judge) {
    int before = judge.stops("cut").size();
    await("one more stop").atMost(LONG).until(() -> judge.stops("cut").size() > before);
  }

  /** The status, or nothing while the database is on its way back. */
  private static String status(JarProcess recycler, String id) {
    Http.Reply reply = Http.get(recycler.uri().resolve("/recycles/" + id));
    return reply.body().path("status").asString("");
  }
}

package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The database is cut off and comes back, in both ways that wires fail. */
class DatabaseAwayIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int TASKS = 8;

  @TempDir static Path directory;

  @Test
  void nothingIsLostAndNothingIsStoppedTwiceWhenTheDatabaseGoesAndComesBack() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        TcpProxy wire = TcpProxy.to(postgres.getPort());
        JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        JarProcess recycler = recycler(wire, simulator)) {
      World world = new World(simulator.uri());
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
      for (TcpProxy.Mode mode : List.of(TcpProxy.Mode.RESET, TcpProxy.Mode.BLACK_HOLE)) {
        int before = stops(world).size();
        await("one more stop").atMost(LONG).until(() -> stops(world).size() > before);
        wire.become(mode);
        int cut = stops(world).size();
        await("a while without a database")
            .pollDelay(Duration.ofSeconds(20))
            .atMost(Duration.ofSeconds(40))
            .until(() -> true);
        assertThat(stops(world).size()).as("stops on doubt").isLessThanOrEqualTo(cut + 1);
        wire.become(TcpProxy.Mode.PASS);
      }
      await(id).atMost(LONG).until(() -> status(recycler, id), "SUCCEEDED"::equals);
      assertThat(stops(world)).hasSize(TASKS).doesNotHaveDuplicates();
      JsonNode report = world.report("cut");
      assertThat(report.path("leastHealthy").asInt()).isEqualTo(TASKS);
      assertThat(report.path("desiredCount").asInt()).isEqualTo(TASKS);
    }
  }

  private static JarProcess recycler(TcpProxy wire, JarProcess simulator) {
    return JarProcess.recycler(
        directory,
        simulator.uri(),
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(wire.port()),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  /** The status, or nothing while the database is on its way back. */
  private static String status(JarProcess recycler, String id) {
    Http.Reply reply = Http.get(recycler.uri().resolve("/recycles/" + id));
    return reply.body().path("status").asString("");
  }

  private static List<String> stops(World world) {
    return StreamSupport.stream(world.report("cut").path("stops").spliterator(), false)
        .filter(stop -> "StopTask".equals(stop.path("by").asString()))
        .map(stop -> stop.path("taskArn").asString())
        .toList();
  }
}

package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The service runs as an ECS service and recycles that very service: each of its tasks is a real
 * process, and is stopped like any other's; whoever is left goes on.
 */
class SelfRecycleIT {

  private static final Duration LONG = Duration.ofMinutes(6);
  private static final String ITSELF = "recycler";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void recyclesItself(int tasks) throws IOException {
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 1, false);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        SimulatorServer simulator = SimulatorServer.start(aws, 0)) {
      World world = new World(simulator.uri());
      world.service(
          ITSELF,
          tasks,
          Map.of(
              "startSeconds", "0.3",
              "healthySeconds", "0.5",
              "stopSeconds", "3",
              "schedulerSeconds", "0.3"));
      try (EcsAgent agent =
          new EcsAgent(
              aws,
              ITSELF,
              () ->
                  JarProcess.recycler(
                      directory,
                      simulator.uri(),
                      JarProcess.on(postgres).toArray(String[]::new)))) {
        await("a healthy service").atMost(LONG).until(() -> world.healthy(ITSELF) == tasks);
        world.resetReport(ITSELF);
        List<JarProcess> old = agent.answering();
        assertThat(old).hasSize(tasks);

        String id = begin(old.getFirst());

        await(id).atMost(LONG).until(() -> status(agent, id), "SUCCEEDED"::equals);
        new Judge(world).everyTaskOnceAndAllAsBefore(ITSELF, tasks);
        await("the old processes are gone")
            .atMost(LONG)
            .until(() -> old.stream().noneMatch(JarProcess::alive));
        await("the right number is left")
            .atMost(LONG)
            .until(() -> agent.answering().size() == tasks);
      }
    }
  }

  private static String begin(JarProcess recycler) {
    Http.Reply reply =
        Http.post(
            recycler.uri().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}"
                .formatted(ITSELF));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    return reply.body().path("id").asString();
  }

  /** From anybody who answers; one that dies under the question is as good as silent. */
  private static String status(EcsAgent agent, String id) {
    for (JarProcess process : agent.answering()) {
      try {
        JsonNode recycle = Http.get(process.uri().resolve("/recycles/" + id)).body();
        assertThat(recycle.path("status").asString("")).isNotIn("FAILED", "CANCELLED");
        return recycle.path("status").asString("");
      } catch (UncheckedIOException _) {
        continue;
      }
    }
    return "";
  }
}

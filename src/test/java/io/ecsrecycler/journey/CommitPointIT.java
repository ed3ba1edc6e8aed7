package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dies at every named point of a recycle: before and after each claim, each commit and each action.
 * The names are those that an undisturbed recycle passes, so that a new one is not forgotten. A
 * build dies around every action, on the H2 file; everywhere, and on PostgreSQL too:
 *
 * <pre>
 * mvn verify -Dtest=HouseTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=CommitPointIT -Dpoints=all
 * </pre>
 */
class CommitPointIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final boolean ALL = "all".equals(System.getProperty("points"));
  private static final int TASKS = 2;
  private static final String SERVICE = "points";

  @TempDir Path directory;

  @Test
  void aDeathAtAnyNamedPointCostsNothingOnTheH2File() throws IOException {
    dieEverywhere(List.of());
  }

  @Test
  @EnabledIfSystemProperty(named = "points", matches = "all")
  void aDeathAtAnyNamedPointCostsNothingOnPostgres() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      dieEverywhere(JarProcess.on(postgres));
    }
  }

  private void dieEverywhere(List<String> database) throws IOException {
    try (JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort())) {
      World world = new World(simulator.uri());
      world.service(SERVICE, TASKS, World.quick());
      world.autoscale(SERVICE, 1, TASKS);
      await(SERVICE).atMost(LONG).until(() -> world.healthy(SERVICE) == TASKS);
      world.resetReport(SERVICE);
      Deaths deaths = new Deaths(simulator.uri(), new Judge(world), world, database);
      List<String> names = deaths.namesOfAnUndisturbedRecycle();
      assertThat(names).contains("after act StopTask", "before claim").hasSizeGreaterThan(20);
      List<String> points =
          names.stream().filter(name -> ALL || name.startsWith("after act")).toList();
      points.forEach(deaths::at);
      deaths.finish();
      System.out.printf("died at %d of %d named points: %s%n", points.size(), names.size(), points);
    }
  }

  /** Recycles of one service, one after the other, and processes that die in them. */
  private final class Deaths {

    private final URI simulator;
    private final Judge judge;
    private final World world;
    private final List<String> database;
    private String id = "";

    Deaths(URI simulator, Judge judge, World world, List<String> database) {
      this.simulator = simulator;
      this.judge = judge;
      this.world = world;
      this.database = database;
    }

    List<String> namesOfAnUndisturbedRecycle() throws IOException {
      try (JarProcess recycler = recycler("none")) {
        beginUnlessUnderWay(recycler);
        awaitEnd(recycler);
      }
      try (Stream<String> lines = Files.lines(directory.resolve("names"))) {
        return lines.distinct().toList();
      }
    }

    /** Recycles until the process has died at that point. */
    void at(String point) {
      try (JarProcess recycler = recycler(point)) {
        while (recycler.alive()) {
          try {
            beginUnlessUnderWay(recycler);
            await(point).atMost(LONG).until(() -> !recycler.alive() || ended(recycler));
          } catch (UncheckedIOException _) {
            await("death at " + point).atMost(LONG).until(() -> !recycler.alive());
          }
        }
      }
    }

    void finish() {
      try (JarProcess recycler = recycler("none")) {
        awaitEnd(recycler);
      }
    }

    private void awaitEnd(JarProcess recycler) {
      await(id).atMost(LONG).until(() -> ended(recycler));
    }

    private void beginUnlessUnderWay(JarProcess recycler) {
      if (!id.isEmpty() && !ended(recycler)) {
        return;
      }
      Http.Reply reply =
          Http.post(
              recycler.uri().resolve("/recycles"),
              "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}"
                  .formatted(SERVICE));
      assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
      id = reply.body().path("id").asString();
    }

    /** Judges each recycle as soon as it has ended. */
    private boolean ended(JarProcess recycler) {
      if (id.isEmpty()) {
        return true;
      }
      String status =
          Http.get(recycler.uri().resolve("/recycles/" + id)).body().path("status").asString("");
      assertThat(status).isNotIn("FAILED", "CANCELLED");
      if (status.equals("SUCCEEDED")) {
        judge.everyTaskOnceAndAllAsBefore(SERVICE, TASKS);
        world.resetReport(SERVICE);
        id = "";
      }
      return status.equals("SUCCEEDED");
    }

    private JarProcess recycler(String point) {
      List<String> arguments = new ArrayList<>(database);
      arguments.add("--spring.main.sources=crashing.CrashPoints");
      return JarProcess.crashing(
          directory, simulator, point, directory.resolve("names"), arguments);
    }
  }
}

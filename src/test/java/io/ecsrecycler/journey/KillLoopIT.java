package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 at random moments, again and again, on the H2 file; a few times in every build, and as
 * often as one likes:
 *
 * <pre>
 * mvn verify -Dtest=HouseTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=KillLoopIT -Dkills=200
 * </pre>
 */
class KillLoopIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int TASKS = 10;

  @TempDir static Path directory;
  private final Random dice = new Random();
  private final List<Long> millisToResume = new ArrayList<>();

  @Test
  void noKillLosesARecycleStopsATaskTwiceOrLeavesCapacityBehind() {
    int kills = 0;
    int recycles = 0;
    try (JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort())) {
      World world = new World(simulator.uri());
      world.service("loop", TASKS, World.quick());
      world.autoscale("loop", 1, TASKS);
      await("loop is healthy").atMost(LONG).until(() -> world.healthy("loop") == TASKS);
      while (kills < KILLS) {
        world.resetReport("loop");
        kills += recycleUnderFire(simulator, KILLS - kills);
        recycles++;
        judge(world);
      }
    }
    List<Long> sorted = millisToResume.stream().sorted().toList();
    System.out.printf(
        "kills: %d, recycles: %d, double stops: 0, lost: 0, unrestored: 0, seconds to resume:"
            + " median %.1f, maximum %.1f%n",
        kills, recycles, sorted.get(sorted.size() / 2) / 1000.0, sorted.getLast() / 1000.0);
  }

  /** One recycle, killed at most so often; returns how often it was. */
  private int recycleUnderFire(JarProcess simulator, int most) {
    String id = "";
    int kills = 0;
    while (true) {
      try (JarProcess recycler = JarProcess.recycler(directory, simulator.uri())) {
        String known = id;
        if (known.isEmpty()) {
          id = begin(recycler);
        } else {
          resumes(recycler, known);
        }
        if (kills == most || endedWithin(recycler, id, Duration.ofMillis(dice.nextInt(6_000)))) {
          awaitSuccess(recycler, id);
          return kills;
        }
        recycler.kill();
        kills++;
      }
    }
  }

  private static String begin(JarProcess recycler) {
    Http.Reply reply =
        Http.post(
            recycler.uri().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"loop\", \"waitSeconds\": 0}");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    return reply.body().path("id").asString();
  }

  /** From readiness to the next thing that happens; what has ended has nothing to resume. */
  private void resumes(JarProcess recycler, String id) {
    long ready = System.nanoTime();
    int before = events(recycler, id);
    await(id)
        .atMost(LONG)
        .until(() -> events(recycler, id) > before || status(recycler, id).equals("SUCCEEDED"));
    millisToResume.add(Duration.ofNanos(System.nanoTime() - ready).toMillis());
  }

  private static boolean endedWithin(JarProcess recycler, String id, Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await(id)
        .atMost(LONG)
        .until(() -> System.nanoTime() > until || status(recycler, id).equals("SUCCEEDED"));
    return status(recycler, id).equals("SUCCEEDED");
  }

  private static void awaitSuccess(JarProcess recycler, String id) {
    await(id).atMost(LONG).until(() -> status(recycler, id), "SUCCEEDED"::equals);
  }

  private static String status(JarProcess recycler, String id) {
    return Http.get(recycler.uri().resolve("/recycles/" + id)).body().path("status").asString("");
  }

  private static int events(JarProcess recycler, String id) {
    return Http.get(recycler.uri().resolve("/recycles/" + id + "/events")).body().size();
  }

  private static void judge(World world) {
    JsonNode report = world.report("loop");
    List<String> stopped =
        StreamSupport.stream(report.path("stops").spliterator(), false)
            .filter(stop -> "StopTask".equals(stop.path("by").asString()))
            .map(stop -> stop.path("taskArn").asString())
            .toList();
    assertThat(stopped).hasSize(TASKS).doesNotHaveDuplicates();
    assertThat(report.path("leastHealthy").asInt()).isEqualTo(TASKS);
    assertThat(report.path("desiredCount").asInt()).isEqualTo(TASKS);
    assertThat(report.path("scalableTarget").path("maxCapacity").asInt()).isEqualTo(TASKS);
    assertThat(report.path("scalableTarget").toString()).doesNotContain("true");
  }
}

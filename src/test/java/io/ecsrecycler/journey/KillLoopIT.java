package io.ecsrecycler.journey;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 at random moments, again and again: one process on the H2 file, and any of three replicas
 * on PostgreSQL. A few times in every build, and as often as one likes:
 *
 * <pre>
 * mvn verify -Dtest=HouseTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=KillLoopIT -Dkills=200
 * </pre>
 */
class KillLoopIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int TASKS = 10;
  private static final String SERVICE = "loop";

  @TempDir Path directory;
  private final Random dice = new Random();
  private final List<Long> millisToResume = new ArrayList<>();
  private int kills;
  private int recycles;

  @Test
  void noKillLosesARecycleStopsATaskTwiceOrLeavesCapacityBehind() {
    killAndJudge("H2", 1, List.of());
  }

  @Test
  void norDoesOneOfAnyReplica() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      killAndJudge("PostgreSQL", 3, JarProcess.on(postgres));
    }
  }

  private void killAndJudge(String name, int count, List<String> database) {
    try (JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        Replicas replicas = new Replicas(count, directory, simulator.uri(), database)) {
      World world = new World(simulator.uri());
      Judge judge = new Judge(world);
      world.service(SERVICE, TASKS, World.quick());
      world.autoscale(SERVICE, 1, TASKS);
      await(SERVICE).atMost(LONG).until(() -> world.healthy(SERVICE) == TASKS);
      while (kills < KILLS) {
        world.resetReport(SERVICE);
        recycleUnderFire(replicas);
        judge.everyTaskOnceAndAllAsBefore(SERVICE, TASKS);
        recycles++;
        tellTheFigures(name);
      }
    }
  }

  /** After every recycle, so that a long run that is ended early has told all it knew. */
  private void tellTheFigures(String name) {
    List<Long> sorted = millisToResume.stream().sorted().toList();
    System.out.printf(
        "%s: kills: %d, recycles: %d, double stops: 0, lost: 0, unrestored: 0, seconds to resume:"
            + " median %.1f, maximum %.1f%n",
        name, kills, recycles, sorted.get(sorted.size() / 2) / 1000.0, sorted.getLast() / 1000.0);
  }

  private void recycleUnderFire(Replicas replicas) {
    String id = replicas.begin(SERVICE);
    while (kills < KILLS && !endedWithin(replicas, id, Duration.ofMillis(dice.nextInt(6_000)))) {
      int before = replicas.events(id);
      replicas.killOne();
      kills++;
      resumes(replicas, id, before);
    }
    await(id).atMost(LONG).until(() -> replicas.status(id), "SUCCEEDED"::equals);
  }

  /** From the moment that anybody is up to the next thing that happens. */
  private void resumes(Replicas replicas, String id, int before) {
    long up = System.nanoTime();
    await(id)
        .atMost(LONG)
        .until(() -> replicas.events(id) > before || replicas.status(id).equals("SUCCEEDED"));
    millisToResume.add(Duration.ofNanos(System.nanoTime() - up).toMillis());
  }

  private static boolean endedWithin(Replicas replicas, String id, Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await(id)
        .atMost(LONG)
        .until(() -> System.nanoTime() > until || replicas.status(id).equals("SUCCEEDED"));
    return replicas.status(id).equals("SUCCEEDED");
  }
}

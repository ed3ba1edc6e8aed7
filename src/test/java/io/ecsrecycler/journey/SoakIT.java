package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recycles by the dozen, ten at a time: what the process holds on to does not grow. As many as one
 * likes:
 *
 * <pre>
 * mvn verify -Dtest=HouseTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=SoakIT -Drecycles=600
 * </pre>
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class SoakIT {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int RECYCLES = Integer.getInteger("recycles", 20);
  private static final int TASKS = 2;
  private static final List<String> SERVICES =
      IntStream.range(0, 10).mapToObj(i -> "soak-" + i).toList();

  /** Caches and pools fill up at their own pace; what leaks goes on growing. */
  private static final double HEAP_NOISE = 1.3;

  private static final int POOL_NOISE = 25;

  @TempDir Path directory;

  @Test
  void heapConnectionsAndThreadsStayFlat() {
    try (JarProcess simulator = JarProcess.simulator(directory, JarProcess.freePort());
        JarProcess recycler = JarProcess.recycler(directory, simulator.uri())) {
      World world = new World(simulator.uri());
      SERVICES.forEach(service -> world.service(service, TASKS, World.quick()));
      SERVICES.forEach(it -> await(it).atMost(LONG).until(() -> world.healthy(it) == TASKS));
      round(recycler, world);
      Footprint warm = Footprint.of(recycler.pid());
      int recycles = 0;
      while (recycles < RECYCLES) {
        round(recycler, world);
        recycles += SERVICES.size();
      }
      Footprint after = Footprint.of(recycler.pid());
      System.out.printf("soak: %d recycles: %s, before: %s%n", recycles, after, warm);
      assertThat((double) after.heapBytes()).isLessThan(HEAP_NOISE * warm.heapBytes());
      assertThat(after.descriptors()).isLessThan(warm.descriptors() + POOL_NOISE);
      assertThat(after.threads()).isLessThan(warm.threads() + POOL_NOISE);
    }
  }

  /** One recycle of each service, all at once. */
  private static void round(JarProcess recycler, World world) {
    Judge judge = new Judge(world);
    SERVICES.forEach(world::resetReport);
    List<String> ids = SERVICES.stream().map(service -> begin(recycler, service)).toList();
    ids.forEach(id ->
        await(id)
            .pollInterval(Duration.ofMillis(500))
            .atMost(LONG)
            .until(() -> status(recycler, id), "SUCCEEDED"::equals));
    SERVICES.forEach(service -> judge.everyTaskOnceAndAllAsBefore(service, TASKS));
  }

  private static String begin(JarProcess recycler, String service) {
    Http.Reply reply =
        Http.post(
            recycler.uri().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}"
                .formatted(service));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    return reply.body().path("id").asString();
  }

  private static String status(JarProcess recycler, String id) {
    return Http.get(recycler.uri().resolve("/recycles/" + id)).body().path("status").asString("");
  }
}

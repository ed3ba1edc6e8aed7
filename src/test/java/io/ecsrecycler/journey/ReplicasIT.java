package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three replicas on one PostgreSQL, killed and frozen while they recycle; the simulator outlives
 * them all and is the judge.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasIT {

  private static final Duration LONG = Duration.ofMinutes(4);

  @TempDir static Path directory;
  private final List<JarProcess> replicas = new ArrayList<>();
  private EmbeddedPostgres postgres;
  private JarProcess simulator;
  private World world;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    simulator = JarProcess.simulator(directory, JarProcess.freePort());
    world = new World(simulator.uri());
  }

  @AfterEach
  void stopReplicas() {
    replicas.forEach(JarProcess::close);
    replicas.clear();
  }

  @AfterAll
  void stop() throws IOException {
    simulator.close();
    postgres.close();
  }

  @Test
  void aDeadReplicasRecyclesAreTakenOverAndAFrozenOnesAreFenced() {
    make("survivor", 12);
    for (int i = 0; i < 3; i++) {
      replicas.add(replica("r" + i));
    }
    String id = begin("survivor");
    awaitRecycled(id, 1);
    JarProcess first = runner();
    first.freeze();
    replicas.remove(first);
    awaitRecycled(id, 4);
    first.thaw();
    replicas.add(first);
    await("the frozen replica lets go")
        .atMost(LONG)
        .until(() -> first.output().contains("Letting go"));
    JarProcess second = runner();
    assertThat(second).isNotSameAs(first);
    second.kill();
    replicas.remove(second);
    await(id).atMost(LONG).until(() -> recycle(id).path("status").asString(), "SUCCEEDED"::equals);
    new Judge(world).everyTaskOnceAndAllAsBefore("survivor", 12);
    assertThat(first.output()).as("letting go is no error").doesNotContain("ERROR", "\tat ");
  }

  @Test
  void anyReplicaTakesACancelAndStreamsAndOnlyOneOfManyRequestsIsAccepted() {
    make("shared", 6);
    for (int i = 0; i < 3; i++) {
      replicas.add(replica("s" + i));
    }
    List<Http.Reply> replies = hundredPosts("shared");
    assertThat(replies).extracting(Http.Reply::status).containsOnly(202, 409);
    assertThat(replies).filteredOn(it -> it.status() == 202).hasSize(1);
    String id = idOf(replies.stream().filter(it -> it.status() == 202).findAny().orElseThrow());
    awaitRecycled(id, 1);
    JarProcess other = replicas.stream().filter(it -> it != runner()).findFirst().orElseThrow();
    CompletableFuture<String> heard =
        CompletableFuture.supplyAsync(
            () -> Http.stream(other.uri().resolve("/recycles/" + id + "/events")),
            Thread::startVirtualThread);
    assertThat(Http.post(other.uri().resolve("/recycles/" + id + "/cancel"), "").status())
        .isEqualTo(200);
    await(id).atMost(LONG).until(() -> recycle(id).path("status").asString(), "CANCELLED"::equals);
    assertThat(heard).succeedsWithin(LONG).asString().contains("event:RecycleCancelled");
    new Judge(world).allAsBefore("shared", 6);
  }

  @Test
  void manyRequestsWithOneKeyAreOneRecycleWhicheverReplicaTheyReach() {
    make("keyed", 1);
    for (int i = 0; i < 3; i++) {
      replicas.add(replica("k" + i));
    }
    List<Http.Reply> replies = hundredPosts("keyed", "Idempotency-Key", "deploy-4711");
    assertThat(replies).extracting(Http.Reply::status).containsOnly(202, 200);
    assertThat(replies).filteredOn(it -> it.status() == 202).hasSize(1);
    assertThat(replies).extracting(ReplicasIT::idOf).containsOnly(idOf(replies.getFirst()));
  }

  private List<Http.Reply> hundredPosts(String service, String... headers) {
    String body =
        "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 3, \"minimumHealthySeconds\": 0}"
            .formatted(service);
    return Http.atOnce(
        100, i -> Http.post(replicas.get(i % 3).uri().resolve("/recycles"), body, headers));
  }

  private static String idOf(Http.Reply reply) {
    return reply.body().path("id").asString();
  }

  private JarProcess replica(String name) {
    return JarProcess.recycler(
        directory.resolve(name), simulator.uri(), JarProcess.on(postgres).toArray(String[]::new));
  }

  /** Whoever stopped a task last runs the recycle. */
  private JarProcess runner() {
    return replicas.stream().max(Comparator.comparing(ReplicasIT::lastStep)).orElseThrow();
  }

  private static String lastStep(JarProcess replica) {
    return replica
        .output()
        .lines()
        .filter(line -> line.contains("engine.Tick"))
        .reduce((_, last) -> last)
        .orElse("");
  }

  private void make(String service, int tasks) {
    world.service(service, tasks, World.quick());
    await(service + " is healthy").atMost(LONG).until(() -> world.healthy(service) == tasks);
    world.resetReport(service);
  }

  private String begin(String service) {
    Http.Reply reply =
        Http.post(
            replicas.getFirst().uri().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}"
                .formatted(service));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    return reply.body().path("id").asString();
  }

  private JsonNode recycle(String id) {
    return Http.get(replicas.getFirst().uri().resolve("/recycles/" + id)).body();
  }

  private void awaitRecycled(String id, int atLeast) {
    await(id)
        .atMost(LONG)
        .until(() -> recycle(id).path("progress").path("recycled").asInt() >= atLeast);
  }
}

package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Recycles of several sizes through the packaged jar, judged by what the simulator saw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecycleJourneyIT {

  private static final Duration LONG = Duration.ofMinutes(8);

  @TempDir static Path directory;
  private JarProcess simulator;
  private World world;

  @BeforeAll
  void startTheSimulator() {
    simulator = JarProcess.simulator(directory, JarProcess.freePort());
    world = new World(simulator.uri());
  }

  @AfterAll
  void stopTheSimulator() {
    simulator.close();
  }

  @Test
  void recyclesServicesOfAllSizesAtFullStrengthAndPutsEverythingBack() {
    make("small", 3);
    make("scaled", 25);
    world.autoscale("scaled", 20, 25);
    make("large", 120);
    make("lean", 4);
    try (JarProcess recycler = JarProcess.recycler(directory, simulator.uri())) {
      List<String> ids =
          List.of(
              start(recycler, "small", true),
              start(recycler, "scaled", true),
              start(recycler, "large", true),
              start(recycler, "lean", false));
      ids.forEach(id -> awaitStatus(recycler, id, "SUCCEEDED"));
      assertThat(recycler.output())
          .contains("Starting task recycle for journeys/small")
          .contains("Original desired count: 3, tasks: 3")
          .contains("Recycling task 1/3: arn:aws:ecs:")
          .contains("Task 1 recycled, waiting 0s")
          .contains("Task recycle completed successfully");
    }
    assertEveryTaskReplacedOnce("small", 3, 3);
    assertEveryTaskReplacedOnce("scaled", 25, 25);
    assertEveryTaskReplacedOnce("large", 120, 120);
    assertEveryTaskReplacedOnce("lean", 4, 3);
    JsonNode target = world.report("scaled").path("scalableTarget");
    assertThat(target.toString()).contains("20").contains("25").doesNotContain("26");
    assertThat(target.toString()).doesNotContain("true");
  }

  @Test
  void givesUpAfterTheFirstTaskWhoseReplacementNeverGetsHealthy() {
    make("fragile", 3);
    world.fault("fragile", "{\"kind\": \"replacements-never-healthy\"}");
    try (JarProcess recycler = JarProcess.recycler(directory.resolve("f"), simulator.uri())) {
      String id =
          begin(
              recycler,
              """
              {"cluster": "journeys", "service": "fragile", "maintainServiceState": false,
               "replacementTimeoutSeconds": 5, "waitSeconds": 0, "minimumHealthySeconds": 0}\
              """);
      awaitStatus(recycler, id, "FAILED");
      JsonNode ended = recycle(recycler, id);
      assertThat(ended.path("failure").path("code").asString())
          .isEqualTo("REPLACEMENT_NOT_HEALTHY");
      assertThat(ended.path("capacity").path("restored").asBoolean()).isTrue();
    }
    assertThat(stopped("fragile")).hasSize(1);
    assertThat(world.report("fragile").path("desiredCount").asInt()).isEqualTo(3);
  }

  @Test
  void recyclesABalancedServiceInBatchesAndLeavesAProtectedTaskAlone() {
    world.balanced("balanced", 5);
    await("balanced is healthy").atMost(LONG).until(() -> world.healthy("balanced") == 5);
    world.resetReport("balanced");
    String shielded = world.protectOne("balanced");
    try (JarProcess recycler = JarProcess.recycler(directory.resolve("b"), simulator.uri())) {
      String id =
          begin(
              recycler,
              """
              {"cluster": "journeys", "service": "balanced", "waitSeconds": 0, "minimumHealthySeconds": 0,
               "batchSize": "40%", "protectedTasks": "SKIP"}\
              """);
      awaitStatus(recycler, id, "SUCCEEDED");
      assertThat(recycle(recycler, id).path("progress").path("skipped").asInt()).isEqualTo(1);
    }
    assertThat(stopped("balanced")).hasSize(4).doesNotContain(shielded).doesNotHaveDuplicates();
    JsonNode report = world.report("balanced");
    assertThat(report.path("leastHealthy").asInt()).isEqualTo(5);
    assertThat(report.path("mostTasks").asInt()).isLessThanOrEqualTo(7);
    assertThat(report.path("desiredCount").asInt()).isEqualTo(5);
  }

  @Test
  void goesOnWhereItWasAfterKill9AndAfterSigterm() {
    make("survivor", 6);
    world.autoscale("survivor", 1, 6);
    Path home = directory.resolve("survivor");
    String id;
    try (JarProcess first = JarProcess.recycler(home, simulator.uri())) {
      id = start(first, "survivor", true);
      awaitRecycled(first, id, 1);
      first.kill();
    }
    try (JarProcess second = JarProcess.recycler(home, simulator.uri())) {
      awaitRecycled(second, id, 3);
      second.terminate();
    }
    try (JarProcess third = JarProcess.recycler(home, simulator.uri())) {
      awaitStatus(third, id, "SUCCEEDED");
    }
    assertEveryTaskReplacedOnce("survivor", 6, 6);
    assertThat(world.report("survivor").path("scalableTarget").toString()).doesNotContain("true");
  }

  private void make(String service, int tasks) {
    world.service(service, tasks, World.quick());
    await(service + " is healthy").atMost(LONG).until(() -> world.healthy(service) == tasks);
    world.resetReport(service);
  }

  private String start(JarProcess recycler, String service, boolean maintain) {
    return begin(
        recycler,
        """
        {"cluster": "journeys", "service": "%s", "maintainServiceState": %s, "waitSeconds": 0, "minimumHealthySeconds": 0}\
        """
            .formatted(service, maintain));
  }

  private String begin(JarProcess recycler, String body) {
    Http.Reply reply = Http.post(recycler.uri().resolve("/recycles"), body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    String id = reply.body().path("id").asString();
    assertThat(reply.raw().headers().firstValue("Location")).hasValue("/recycles/" + id);
    return id;
  }

  private void awaitStatus(JarProcess recycler, String id, String status) {
    await(id)
        .atMost(LONG)
        .until(() -> recycle(recycler, id).path("status").asString(), status::equals);
  }

  private void awaitRecycled(JarProcess recycler, String id, int atLeast) {
    await(id)
        .atMost(LONG)
        .until(() -> recycle(recycler, id).path("progress").path("recycled").asInt() >= atLeast);
  }

  private static JsonNode recycle(JarProcess recycler, String id) {
    URI uri = recycler.uri().resolve("/recycles/" + id);
    return Http.get(uri).body();
  }

  private void assertEveryTaskReplacedOnce(String service, int tasks, int leastHealthy) {
    JsonNode report = world.report(service);
    List<String> stopped = stopped(service);
    assertThat(stopped).as(service).hasSize(tasks);
    Set<String> distinct = new HashSet<>(stopped);
    assertThat(distinct).as(service).hasSize(tasks);
    assertThat(report.path("desiredCount").asInt()).as(service).isEqualTo(tasks);
    assertThat(report.path("leastHealthy").asInt())
        .as(service)
        .isGreaterThanOrEqualTo(leastHealthy);
  }

  private List<String> stopped(String service) {
    return StreamSupport.stream(world.report(service).path("stops").spliterator(), false)
        .filter(stop -> "StopTask".equals(stop.path("by").asString()))
        .map(stop -> stop.path("taskArn").asString())
        .toList();
  }
}

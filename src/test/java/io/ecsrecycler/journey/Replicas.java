package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Processes that are killed and come back; whoever is up answers. */
final class Replicas implements AutoCloseable {

  private static final Duration LONG = Duration.ofMinutes(4);

  private final List<CompletableFuture<JarProcess>> processes = new ArrayList<>();
  private final Supplier<JarProcess> starter;

  /** Starts so many, one after the other: the first one makes the tables. */
  Replicas(int count, Path directory, URI simulator, List<String> database) {
    this.starter = () -> JarProcess.recycler(directory, simulator, database.toArray(String[]::new));
    for (int i = 0; i < count; i++) {
      processes.add(CompletableFuture.completedFuture(starter.get()));
    }
  }

  /** Kills any one that is up, and starts another in its place; returns once somebody is up. */
  void killOne() {
    List<Integer> up =
        IntStream.range(0, processes.size()).filter(i -> isUp(processes.get(i))).boxed().toList();
    int victim = up.get(ThreadLocalRandom.current().nextInt(up.size()));
    processes.get(victim).join().kill();
    processes.set(victim, CompletableFuture.supplyAsync(starter, Thread::startVirtualThread));
    await("anybody").atMost(LONG).until(() -> processes.stream().anyMatch(Replicas::isUp));
  }

  private static boolean isUp(CompletableFuture<JarProcess> process) {
    return process.isDone() && process.join().alive();
  }

  String begin(String service) {
    Http.Reply reply =
        Http.post(
            anybody().resolve("/recycles"),
            "{\"cluster\": \"journeys\", \"service\": \"%s\", \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}"
                .formatted(service));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(202);
    return reply.body().path("id").asString();
  }

  String status(String id) {
    return get("/recycles/" + id).path("status").asString("");
  }

  int events(String id) {
    return get("/recycles/" + id + "/events").size();
  }

  private JsonNode get(String path) {
    try {
      return Http.get(anybody().resolve(path)).body();
    } catch (UncheckedIOException _) {
      // Died under the question; the next one up is asked.
      return Http.get(anybody().resolve(path)).body();
    }
  }

  private URI anybody() {
    return processes.stream()
        .filter(Replicas::isUp)
        .map(CompletableFuture::join)
        .findAny()
        .orElseThrow()
        .uri();
  }

  @Override
  public void close() {
    for (CompletableFuture<JarProcess> process : processes) {
      if (!process.isCompletedExceptionally()) {
        process.join().close();
      }
    }
  }
}

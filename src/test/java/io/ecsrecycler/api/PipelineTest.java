package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What pipelines need: to send a request again, to wait for news, to listen. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test",
      "recycler.security.open-to-everybody-who-can-reach-it=true",
      "recycler.streams.per-caller=4"
    })
class PipelineTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LONG =
      "0123456789012345678901234567890123456789012345678901234567890123"
          + "0123456789012345678901234567890123456789012345678901234567890123"
          + "0123456789012345678901234567890123456789012345678901234567890123"
          + "0123456789012345678901234567890123456789012345678901234567890123";
  private static final SimulatedAws AWS = new SimulatedAws(Clock.systemUTC(), 3, false);
  private static final SimulatorServer SIMULATOR = simulator();

  @TempDir static Path data;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  private static SimulatorServer simulator() {
    for (String service :
        List.of("again", "tasks", "reused", "old", "awaited", "quiet", "heard", "paged", "busy")) {
      AWS.seed(ServiceSeed.of("c", service, 2).checked());
    }
    try {
      return SimulatorServer.start(AWS, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", () -> data.toString());
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void aRequestThatIsSentAgainWithItsKeyStartsNothing() {
    HttpResponse<String> first = start("again", "{\"waitSeconds\": 0, %s}", "deploy-1");
    HttpResponse<String> second = start("again", "{%s,   \"waitSeconds\":0}", "deploy-1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(id(second)).isEqualTo(id(first));
    assertThat(second.headers().firstValue("Location")).hasValue("/recycles/" + id(first));
    assertThat(start("again", "{%s}", "deploy-2").statusCode()).isEqualTo(409);
  }

  @Test
  void theOrderOfTasksDoesNotMakeAnotherRequest() {
    HttpResponse<String> first = start("tasks", "{%s, \"taskArns\": [\"a\", \"b\"]}", "tasks-1");
    HttpResponse<String> second = start("tasks", "{\"taskArns\": [\"b\", \"a\"], %s}", "tasks-1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void aKeyIsNotForTwoDifferentRequests() {
    HttpResponse<String> first = start("reused", "{%s}", "k");
    HttpResponse<String> other = start("reused", "{%s, \"waitSeconds\": 7}", "k");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(tree(other).path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(tree(other).path("recycleId").asString()).isEqualTo(id(first));
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    HttpResponse<String> first = start("old", "{%s}", "yesterday");
    jdbc.sql("update idempotency_key set created_at = ? where job_id = cast(? as uuid)")
        .param(clock.instant().minus(Duration.ofHours(25)).atOffset(ZoneOffset.UTC))
        .param(id(first))
        .update();
    assertThat(start("old", "{%s}", "yesterday").statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "tab\tbed", LONG})
  void aKeyThatCannotBeIsRefused(String key) {
    HttpResponse<String> reply = start("again", "{%s}", key);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(tree(reply).path("errors").get(0).path("field").asString())
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void waitingEndsAsSoonAsSomethingChanges() {
    String id = paused("awaited");
    String tag = tag(get("/recycles/" + id));

    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request("/recycles/" + id + "?wait=60s").header("If-None-Match", tag).build(),
            HttpResponse.BodyHandlers.ofString());
    post("/recycles/" + id + "/cancel", "");

    await().atMost(SOON).until(answer::isDone);
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(tag(answer.join())).isNotEqualTo(tag);
    assertThat(
            tree(answer.join()).path("cancelling").asBoolean()
                || tree(answer.join()).path("status").asString().equals("CANCELLED"))
        .isTrue();
  }

  @Test
  void waitingForNothingEndsWhenTimeIsUp() {
    String id = paused("quiet");
    HttpResponse<String> now = get("/recycles/" + id);

    HttpResponse<String> unchanged =
        send(request("/recycles/" + id + "?wait=1s").header("If-None-Match", tag(now)));
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(tag(unchanged)).isEqualTo(tag(now));
    assertThat(get("/recycles/" + id + "?wait=1").statusCode()).isEqualTo(200);
    HttpResponse<String> other =
        send(request("/recycles/" + id + "?wait=60s").header("If-None-Match", "\"0.0\""));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"61s", "-1", "soon", "1m", "", "99999999999999999999"})
  void aWaitThatCannotBeIsRefused(String wait) {
    String id = "00000000-0000-7000-8000-000000000000";
    assertThat(get("/recycles/" + id + "?wait=" + wait).statusCode()).isIn(400, 404);
    HttpResponse<String> reply = get("/recycles/" + anyId() + "?wait=" + wait);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(tree(reply).path("errors").get(0).path("field").asString()).isEqualTo("wait");
  }

  @Test
  void aStreamTellsEverythingOnceAndEndsWithTheRecycle() {
    String id = id(start("heard", "{%s, \"waitSeconds\": 0, \"minimumHealthySeconds\": 0}", null));
    List<Heard> heard = listen(id, null);

    List<Heard> listed = new ArrayList<>();
    for (JsonNode event : json.readTree(get("/recycles/" + id + "/events").body())) {
      listed.add(
          new Heard(event.path("sequence").asString(), event.path("type").asString(), event));
    }
    assertThat(heard).isEqualTo(listed).extracting(Heard::type).endsWith("RecycleSucceeded");
    assertThat(listen(id, heard.get(2).id())).isEqualTo(listed.subList(3, listed.size()));
    assertThat(stream(id, heard.getLast().id()).statusCode()).isEqualTo(204);
    assertThat(stream(id, "nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void aTimelineIsReadAPageAtATime() {
    String id = id(start("paged", "{%s, \"waitSeconds\": 0}", null));
    JsonNode whole =
        json.readTree(
            listen(id, null).stream().map(it -> it.data().toString()).toList().toString());
    List<JsonNode> read = new ArrayList<>();
    String page = "/recycles/" + id + "/events?size=3";
    while (page != null) {
      HttpResponse<String> reply = get(page);
      JsonNode events = tree(reply);
      assertThat(events.size()).isBetween(1, 3);
      events.forEach(read::add);
      page =
          reply
              .headers()
              .firstValue("Link")
              .map(it -> it.replaceFirst("<(.*)>; rel=\"next\"", "$1"))
              .orElse(null);
    }
    assertThat(read).containsExactlyElementsOf(whole);
    assertThat(tree(get("/recycles/" + id + "/events"))).isEqualTo(whole);
    assertThat(get("/recycles/" + id + "/events").headers().firstValue("Link")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=0", "size=1001", "size=x", "after=-1", "after=x"})
  void aPageThatCannotBeIsRefused(String query) {
    HttpResponse<String> reply = get("/recycles/" + anyId() + "/events?" + query);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(tree(reply).path("errors").get(0).path("field").asString())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  @Test
  void onlySoManyMayWaitAtATime() {
    String id = paused("busy");
    String tag = tag(get("/recycles/" + id));
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 5)
            .mapToObj(_ ->
                http.sendAsync(
                    request("/recycles/" + id + "?wait=20s").header("If-None-Match", tag).build(),
                    HttpResponse.BodyHandlers.ofString()))
            .toList();
    await().atMost(SOON).until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
    post("/recycles/" + id + "/cancel", "");
    await().atMost(SOON).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
    assertThat(waiting).extracting(it -> it.join().statusCode()).contains(200, 429);
    assertThat(waiting)
        .extracting(CompletableFuture::join)
        .filteredOn(it -> it.statusCode() == 429)
        .allMatch(it -> it.headers().firstValue("Retry-After").isPresent());
  }

  /** An event as a stream tells it. */
  private record Heard(String id, String type, JsonNode data) {}

  private List<Heard> listen(String id, @Nullable String after) {
    List<Heard> heard = new ArrayList<>();
    for (String block : stream(id, after).body().split("\n\n")) {
      if (!block.isBlank() && !block.startsWith(":")) {
        heard.add(
            new Heard(
                field(block, "id"), field(block, "event"), json.readTree(field(block, "data"))));
      }
    }
    return heard;
  }

  private static String field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> stream(String id, @Nullable String after) {
    HttpRequest.Builder request =
        request("/recycles/" + id + "/events").setHeader("Accept", "text/event-stream");
    return send(after == null ? request : request.header("Last-Event-ID", after));
  }

  private String paused(String service) {
    String id = id(start(service, "{%s, \"waitSeconds\": 3600}", null));
    await().atMost(SOON).until(() -> tree(get("/recycles/" + id)).path("startedAt").isString());
    post("/recycles/" + id + "/pause", "");
    // What was under way is seen through; then nothing changes any more.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          String tag = tag(get("/recycles/" + id));
          return send(request("/recycles/" + id + "?wait=6s").header("If-None-Match", tag))
                  .statusCode()
              == 304;
        });
    return id;
  }

  private String anyId() {
    return json.readTree(get("/recycles?size=1").body())
        .path("content")
        .get(0)
        .path("id")
        .asString();
  }

  private HttpResponse<String> start(String service, String body, @Nullable String key) {
    String target = "\"cluster\": \"c\", \"service\": \"%s\"".formatted(service);
    HttpRequest.Builder request =
        request("/recycles")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(target)));
    return send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode tree(HttpResponse<String> reply) {
    return json.readTree(reply.body());
  }

  private String id(HttpResponse<String> reply) {
    return tree(reply).path("id").asString();
  }

  private static String tag(HttpResponse<String> reply) {
    return reply.headers().firstValue("ETag").orElse("none");
  }
}

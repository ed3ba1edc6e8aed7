package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who tried to do what is written down, and nothing that must not be. In a service of its own: of
 * strangers' attempts only so many a minute are written, and other tests make hundreds.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class AuditTest extends GuardedService {

  private static final String OPERATOR = "Bearer " + Who.token("operator");
  private static final String VIEWER = "Bearer " + Who.token("viewer");

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired JdbcClient jdbc;

  @Test
  void whatWasAcceptedAndWhatWasRefusedIsWrittenDown(CapturedOutput output) {
    HttpResponse<String> started =
        door().send("POST", "/recycles", OPERATOR, body("mine", "empty"));
    assertThat(started.statusCode()).as(started.body()).isIn(202, 409);
    JsonNode start = newest();
    assertThat(start.path("caller").asString()).isEqualTo("operator");
    assertThat(start.path("address").asString()).isEqualTo("127.0.0.1");
    assertThat(start.path("action").asString()).isEqualTo("startRecycle");
    assertThat(start.path("cluster").asString()).isEqualTo("mine");
    assertThat(start.path("service").asString()).isEqualTo("empty");
    assertThat(start.path("recycleId").asString()).isNotBlank();
    assertThat(start.path("accepted").asBoolean()).isEqualTo(started.statusCode() == 202);

    door().send("POST", "/recycles", VIEWER, body("mine", "empty"));
    assertThat(newest().path("caller").asString()).isEqualTo("viewer");
    assertThat(newest().path("code").asString()).isEqualTo("FORBIDDEN");
    assertThat(newest().path("accepted").asBoolean()).isFalse();

    door().send("POST", "/recycles/" + id("mine") + "/cancel", OPERATOR, null);
    assertThat(newest().path("action").asString()).isEqualTo("cancelRecycle");
    assertThat(newest().path("recycleId").asString()).isEqualTo(id("mine"));
    assertThat(newest().path("code").asString()).isEqualTo("TOO_LATE");

    door().get("/recycles", Who.GARBAGE.header(ISSUER));
    assertThat(newest().path("caller").isNull()).isTrue();
    assertThat(newest().path("code").asString()).isEqualTo("INVALID_TOKEN");
    assertThat(output.getOut()).contains("\"caller\":\"operator\"", "\"code\":\"FORBIDDEN\"");
  }

  /** Nobody foresaw it, so it reaches the container as an exception. */
  @Test
  void whatFailsWithoutAnAnswerOfOursIsWrittenDown() {
    String id = id("mine");
    String state = state(id);
    jdbc.sql("update recycle_job set state = '{' where id = ?").param(UUID.fromString(id)).update();
    try {
      assertThat(door().send("POST", "/recycles/" + id + "/pause", OPERATOR, null).statusCode())
          .isEqualTo(500);
      assertThat(newest().path("action").asString()).isEqualTo("pauseRecycle");
      assertThat(newest().path("recycleId").asString()).isEqualTo(id);
      assertThat(newest().path("status").asInt()).isEqualTo(500);
      assertThat(newest().path("code").asString()).isEqualTo("INTERNAL_SERVER_ERROR");
      assertThat(newest().path("accepted").asBoolean()).isFalse();
    } finally {
      jdbc.sql("update recycle_job set state = ? where id = ?")
          .params(state, UUID.fromString(id))
          .update();
    }
  }

  /** A request that waits is answered by another thread than the one it came in on. */
  @Test
  void whatIsRefusedAfterAWaitIsWrittenDown() {
    String id = aRecycleThatNobodyRuns();
    HttpRequest waiting =
        door()
            .request("GET", "/recycles/" + id + "?wait=30s", null)
            .header("Authorization", VIEWER)
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        HttpClient.newHttpClient().sendAsync(waiting, HttpResponse.BodyHandlers.ofString());
    await().during(Duration.ofSeconds(1)).until(() -> !answer.isDone());
    jdbc.sql("delete from recycle_job where id = ?").param(UUID.fromString(id)).update();

    assertThat(answer.join().statusCode()).isEqualTo(404);
    await()
        .untilAsserted(() -> {
          assertThat(newest().path("recycleId").asString()).isEqualTo(id);
          assertThat(newest().path("code").asString()).isEqualTo("UNKNOWN_RECYCLE");
          assertThat(newest().path("caller").asString()).isEqualTo("viewer");
        });
  }

  private String aRecycleThatNobodyRuns() {
    String id = UUID.randomUUID().toString();
    ObjectNode state = (ObjectNode) JSON.readTree(state(id("mine")));
    state.withObject("/recycle").put("id", id).putObject("phase").put("type", "planning");
    jdbc.sql(
            """
            insert into recycle_job (id, cluster, service, region, status, created_at, state, version)
            values (?, 'mine', 'waited', 'us-east-1', 'QUEUED', ?, ?, 0)
            """)
        .params(UUID.fromString(id), OffsetDateTime.now(), state.toString())
        .update();
    return id;
  }

  private String state(String id) {
    return jdbc.sql("select state from recycle_job where id = ?")
        .param(UUID.fromString(id))
        .query(String.class)
        .single();
  }

  @Test
  void readingIsNotWrittenDown() {
    door().send("POST", "/recycles/plan", OPERATOR, body("mine", "nobody"));
    JsonNode before = newest();
    door().get("/recycles", VIEWER);
    door().get("/recycles/" + id("mine"), VIEWER);
    assertThat(newest()).isEqualTo(before);
  }

  @Test
  void aHealthCheckThatIsAnsweredNotNowIsNoRefusal(@Autowired ApplicationContext context) {
    door().send("POST", "/recycles/plan", OPERATOR, body("mine", "nobody"));
    JsonNode before = newest();
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      HttpResponse<String> health = door().get("/actuator/health/readiness", null);
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(newest()).isEqualTo(before);
    } finally {
      AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }
  }

  @Test
  void textOfOthersStaysOneHarmlessLine(CapturedOutput output) {
    String forged = "mine\\n2026 INFO all is well \\u001b[31m \\u202e\\\" ";
    door().send("POST", "/recycles", OPERATOR, body(forged, "x".repeat(500)));
    door()
        .send(
            "POST", "/recycles/rcy_a-token-in-a-path/cancel?token=rcy_in-a-query", OPERATOR, null);

    assertThat(newest().path("path").asString()).isEqualTo("/recycles/***/cancel");
    assertThat(entries(2).get(1).path("cluster").asString())
        .contains("all is well")
        .doesNotContain("\n");
    assertThat(output.getOut())
        .doesNotContain("\n2026 INFO all is well", "\u001b[31m", "\u202e", "rcy_in-a-query");
  }

  /** The last one: it uses up what may be written of strangers for a while. */
  @Test
  @Order(Integer.MAX_VALUE)
  void strangersDoNotFillTheTable() {
    for (int i = 0; i < 200; i++) {
      door().get("/recycles", Who.UNKNOWN_TOKEN.header(ISSUER));
    }
    long ofStrangers =
        entries(100).stream().filter(it -> it.path("caller").isNull()).count()
            + page(100, entries(100).getLast().path("id").asLong()).stream()
                .filter(it -> it.path("caller").isNull())
                .count();
    assertThat(ofStrangers).isBetween(1L, 120L);
  }

  private JsonNode newest() {
    return entries(1).getFirst();
  }

  private List<JsonNode> entries(int size) {
    return page(size, Long.MAX_VALUE);
  }

  private List<JsonNode> page(int size, long before) {
    JsonNode page =
        Door.json(door().get("/admin/audit?size=%d&before=%d".formatted(size, before), admin()));
    return StreamSupport.stream(page.path("content").spliterator(), false).toList();
  }
}

package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service over HTTP, an assumed role between it and the simulator, a real mail server.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "recycler.security.open-to-everybody-who-can-reach-it=true")
class DoorTest {

  private static final SimulatedAws AWS = new SimulatedAws(Clock.systemUTC(), 3, false);
  private static final SimulatorServer SIMULATOR = simulator();
  private static final GreenMail SMTP =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir static Path data;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private final JsonMapper json = new JsonMapper();

  private static SimulatorServer simulator() {
    AWS.seed(ServiceSeed.of("c", "mailed", 1).checked());
    AWS.seed(ServiceSeed.of("c", "busy", 2).checked());
    AWS.seed(ServiceSeed.of("c", "empty", 0));
    AWS.seed(ServiceSeed.of("c", "planned", 4));
    AWS.seed(ServiceSeed.of("c", "watched", 3).checked());
    AWS.seed(ServiceSeed.of("c", "doubled", 2).checked());
    try {
      return SimulatorServer.start(AWS, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    SMTP.start();
    registry.add("recycler.data-dir", () -> data.toString());
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
    registry.add("spring.cloud.aws.region.static", () -> "us-east-1");
    registry.add("spring.cloud.aws.credentials.access-key", () -> "test");
    registry.add("spring.cloud.aws.credentials.secret-key", () -> "test");
    registry.add("recycler.aws.role-arn", () -> "arn:aws:iam::123456789012:role/recycler");
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
    registry.add("recycler.notifications.mail.from", () -> "recycler@example.org");
    registry.add("recycler.notifications.mail.to", () -> "ops@example.org");
  }

  @AfterAll
  static void stop() {
    SMTP.stop();
    SIMULATOR.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cluster": "c", "servic": "x"}                          | servic
          {"service": "x"}                                         | cluster
          {"cluster": "c", "service": " "}                         | service
          {"cluster": 5, "service": "x"}                           | cluster
          {"cluster": "c", "service": "x", "waitSeconds": "30"}    | waitSeconds
          {"cluster": "c", "service": "x", "waitSeconds": 1.5}     | waitSeconds
          {"cluster": "c", "service": "x", "waitSeconds": -1}      | waitSeconds
          {"cluster": "c", "service": "x", "waitSeconds": 3601}    | waitSeconds
          {"cluster": "c", "service": "x", "maintainServiceState": 1} | maintainServiceState
          {"cluster": "c", "service": "x", "replacementTimeoutSeconds": 0} | replacementTimeoutSeconds
          {"cluster_name": "c", "service_name": "x", "wait_time": "soon"} | waitSeconds
          {"cluster": "c", "cluster_name": "d", "service": "x"}    | cluster_name
          {"cluster": "c", "service": "x", "wait_time": 1, "waitSeconds": 1} | wait_time
          {"cluster": "c", "service": "x", "batchSize": 0}         | batchSize
          {"cluster": "c", "service": "x", "batchSize": "101%"}    | batchSize
          {"cluster": "c", "service": "x", "batchSize": "ten"}     | batchSize
          {"cluster": "c", "service": "x", "batchSize": {}}        | batchSize
          {"cluster": "c", "service": "x", "checkpointAfter": 1.5} | checkpointAfter
          {"cluster": "c", "service": "x", "startedBefore": "monday"} | startedBefore
          {"cluster": "c", "service": "x", "olderThanMinutes": 0}  | olderThanMinutes
          {"cluster": "c", "service": "x", "taskArns": []}         | taskArns
          {"cluster": "c", "service": "x", "taskArns": [" "]}      | taskArns[0]
          {"cluster": "c", "service": "x", "taskArns": "t"}        | taskArns
          {"cluster": "c", "service": "x", "protectedTasks": "KILL"} | protectedTasks
          {"cluster": "c", "service": "x", "waitForDeployment": "yes"} | waitForDeployment
          {"cluster": "c", "service": "x", "minimumHealthySeconds": -1} | minimumHealthySeconds
          {"cluster": "c", "service": "x", "maxFailedReplacements": 0} | maxFailedReplacements
          {"cluster": "c", "service": "x", "maxHoldMinutes": 0}    | maxHoldMinutes
          {"cluster": "c", "service": "x", "maxPauseMinutes": 10081} | maxPauseMinutes
          {"cluster": "c", "service": "x", "maxRecycleMinutes": 0} | maxRecycleMinutes
          {"cluster": "c\\u0000", "service": "x"}                   | cluster
          {"cluster": "c", "service": "x\\ny"}                      | service
          {"cluster": "c", "service": "x", "target": "\\u0000"}     | target
          {"cluster": "c", "service": "x", "taskArns": ["a\\u0000"]} | taskArns[0]
          {"cluster": "c", "service": "x", "taskDefinition": "a\\u0007"} | taskDefinition
          {"cluster": "c", "service": "x", "availabilityZone": "a\\r"} | availabilityZone
          {"cluster": "c", "service": "x", "containerInstance": "a\\u009b"} | containerInstance
          {"cluster": "c", "service": "x", "reason": "a\\u0000"}    | reason
          {"cluster": "c", "service": "x", "reason": "a\\ud800"}    | reason
          {"cluster": "c", "service": "x", "reason": "a\\u202eb"}   | reason
          """)
  void aWrongFieldIsNamedAndNothingIsWritten(String body, String field) {
    long before = jobs();
    ResponseEntity<String> reply = post(body);
    assertThat(reply.getStatusCode().value()).isEqualTo(400);
    assertThat(reply.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(json.readTree(reply.getBody()).path("errors").get(0).path("field").asString())
        .isEqualTo(field);
    assertThat(jobs()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"nowhere, mailed, cluster", "c, nobody, service"})
  void whatDoesNotExistIsNamedAndNothingIsWritten(String cluster, String service, String field) {
    long before = jobs();
    ResponseEntity<String> reply =
        post("{\"cluster\": \"%s\", \"service\": \"%s\"}".formatted(cluster, service));
    assertThat(reply.getStatusCode().value()).isEqualTo(422);
    assertThat(reply.getBody()).contains("UNKNOWN_" + field.toUpperCase(Locale.ROOT));
    assertThat(jobs()).isEqualTo(before);
  }

  @Test
  void aSecondRecycleOfAServiceIsRefusedAndNamesTheFirst() {
    String body = "{\"cluster\": \"c\", \"service\": \"busy\", \"waitSeconds\": 5}";
    String first = json.readTree(post(body).getBody()).path("id").asString();
    ResponseEntity<String> second = post(body);
    assertThat(second.getStatusCode().value()).isEqualTo(409);
    assertThat(json.readTree(second.getBody()).path("recycleId").asString()).isEqualTo(first);
  }

  @Test
  void aPlanTellsWhatWouldBeDoneAndChangesNothing() {
    long before = jobs();
    ResponseEntity<String> reply =
        post(
            "/recycles/plan",
            "{\"cluster\": \"c\", \"service\": \"planned\", \"batchSize\": \"50%\"}");
    JsonNode plan = json.readTree(reply.getBody());

    assertThat(reply.getStatusCode().value()).isEqualTo(200);
    assertThat(plan.path("batch").asInt()).isEqualTo(2);
    assertThat(plan.path("tasks")).hasSize(4);
    assertThat(plan.path("calls").get(0).asString()).isEqualTo("ecs:UpdateService desiredCount=6");
    assertThat(plan.path("estimatedSeconds").asLong()).isPositive();
    assertThat(plan.path("options").path("batchSize").asString()).isEqualTo("50%");
    assertThat(jobs()).isEqualTo(before);
    assertThat(AWS.report("c", "planned").desiredCount()).isEqualTo(4);
    assertThat(
            post("/recycles/plan", "{\"cluster\": \"c\", \"service\": \"nobody\"}")
                .getStatusCode()
                .value())
        .isEqualTo(422);
  }

  @Test
  void aPlanSaysWhatAStartIsRefusedWithWhileARecycleIsUnderWay() {
    String body = "{\"cluster\": \"c\", \"service\": \"doubled\", \"checkpointAfter\": 1}";
    String first = json.readTree(post(body).getBody()).path("id").asString();
    await().atMost(Duration.ofSeconds(60)).until(() -> status(first).equals("PAUSED"));
    assertThat(AWS.report("c", "doubled").desiredCount()).isEqualTo(3);

    JsonNode refused = json.readTree(post(body).getBody());
    JsonNode plan = json.readTree(post("/recycles/plan", body).getBody());
    assertThat(refused.path("code").asString()).isEqualTo("RECYCLE_UNDER_WAY");
    assertThat(plan.path("blockers")).hasSize(1);
    saysTheSame(plan, refused);
    assertThat(plan.path("desiredCount").asInt()).isEqualTo(2);
    assertThat(plan.path("floor").asInt()).isEqualTo(2);
    assertThat(plan.path("calls")).isEmpty();
    command(first, "cancel");
    await().atMost(Duration.ofSeconds(60)).until(() -> status(first).equals("CANCELLED"));
    assertThat(json.readTree(post("/recycles/plan", body).getBody()).path("blockers")).isEmpty();
  }

  @Test
  void aPlanSaysWhatAStartIsRefusedWithWhileEverythingIsFrozen() {
    String body = "{\"cluster\": \"c\", \"service\": \"planned\"}";
    post("/admin/freeze", "{\"reason\": \"incident 42\"}");
    try {
      JsonNode refused = json.readTree(post(body).getBody());
      JsonNode plan = json.readTree(post("/recycles/plan", body).getBody());
      assertThat(refused.path("code").asString()).isEqualTo("FROZEN");
      assertThat(plan.path("tasks")).hasSize(4);
      saysTheSame(plan, refused);
    } finally {
      post("/admin/unfreeze", "");
    }
  }

  private static void saysTheSame(JsonNode plan, JsonNode refused) {
    JsonNode blocker = plan.path("blockers").get(0);
    assertThat(blocker.path("code")).isEqualTo(refused.path("code"));
    assertThat(blocker.path("message")).isEqualTo(refused.path("detail"));
  }

  @Test
  void aRecycleIsWatchedAtItsCheckpointResumedPausedAndCancelled() {
    String id =
        json.readTree(
                post("""
                {"cluster": "c", "service": "watched", "waitSeconds": 0,
                 "checkpointAfter": 1}\
                """)
                    .getBody())
            .path("id")
            .asString();
    await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("PAUSED"));
    assertThat(recycle(id).path("pause").path("atCheckpoint").asBoolean()).isTrue();
    assertThat(recycle(id).path("progress").path("recycled").asInt()).isEqualTo(1);
    assertThat(recycle(id).path("capacity").path("restored").asBoolean()).isFalse();

    assertThat(command(id, "resume").getStatusCode().value()).isEqualTo(200);
    assertThat(command(id, "pause").getStatusCode().value()).isEqualTo(200);
    assertThat(command(id, "pause").getStatusCode().value()).isEqualTo(200);
    assertThat(status(id)).isEqualTo("PAUSED");
    assertThat(command(id, "cancel").getStatusCode().value()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("CANCELLED"));

    assertThat(command(id, "cancel").getStatusCode().value()).isEqualTo(200);
    ResponseEntity<String> late = command(id, "resume");
    assertThat(late.getStatusCode().value()).isEqualTo(409);
    assertThat(late.getBody()).contains("TOO_LATE", "The recycle has been cancelled.");
    assertThat(AWS.report("c", "watched").desiredCount()).isEqualTo(3);
    assertThat(AWS.report("c", "watched").leastHealthy()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\n", "\\ud800", "\\u001b[31m", "\\u2028"})
  void aFreezeIsNotForReasonsWithControlCharacters(String character) {
    ResponseEntity<String> reply =
        post("/admin/freeze", "{\"reason\": \"incident %s\"}".formatted(character));
    assertThat(reply.getStatusCode().value()).isEqualTo(400);
    assertThat(json.readTree(reply.getBody()).path("errors").get(0).path("field").asString())
        .isEqualTo("reason");
    assertThat(json.readTree(get("/admin/freeze").getBody()).path("frozen").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster", "service"})
  void aFilterIsNotForControlCharacters(String filter) {
    ResponseEntity<String> reply =
        client()
            .get()
            .uri(URI.create("http://127.0.0.1:" + port + "/recycles?" + filter + "=a%E2%80%AE"))
            .retrieve()
            .onStatus(HttpStatusCode::isError, (_, _) -> {})
            .toEntity(String.class);
    assertThat(reply.getStatusCode().value()).isEqualTo(400);
    assertThat(json.readTree(reply.getBody()).path("errors").get(0).path("field").asString())
        .isEqualTo(filter);
  }

  @Test
  void commandsToNobodyAreNotFound() {
    for (String command : new String[] {"pause", "resume", "cancel"}) {
      assertThat(command("nonsense", command).getStatusCode().value()).isEqualTo(404);
      assertThat(command("00000000-0000-7000-8000-000000000000", command).getStatusCode().value())
          .isEqualTo(404);
    }
  }

  @Test
  void anUnknownIdIsNotFound() {
    assertThat(get("/recycles/nonsense").getStatusCode().value()).isEqualTo(404);
    assertThat(get("/recycles/00000000-0000-7000-8000-000000000000").getStatusCode().value())
        .isEqualTo(404);
    assertThat(get("/recycles?status=foo").getStatusCode().value()).isEqualTo(400);
  }

  @Test
  void aServiceWithoutTasksSucceedsWithNothingToDo() {
    String id = start("empty");
    await().atMost(Duration.ofSeconds(30)).until(() -> status(id).equals("SUCCEEDED"));
    assertThat(get("/recycles/" + id + "/events").getBody()).contains("desired count is 0");
  }

  @Test
  void theLambdasEventRunsThroughAnAssumedRoleAndIsReportedByMail() throws Exception {
    ResponseEntity<String> accepted =
        post(
            """
            {"cluster_name": "c", "service_name": "mailed", "maintain_service_state": true,
             "wait_time": 0}\
            """);
    assertThat(accepted.getStatusCode().value()).isEqualTo(202);
    String id = json.readTree(accepted.getBody()).path("id").asString();
    assertThat(accepted.getHeaders().getLocation()).hasToString("/recycles/" + id);
    await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("SUCCEEDED"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> recycle(id).path("notifications").path(0).path("status").asString(),
            "SENT"::equals);
    MimeMessage mail = mailAbout(id);
    assertThat(mail.getSubject())
        .matches("ECS \\| Task recycle \\| \\d{4}-\\d\\d-\\d\\d \\| SUCCEEDED c/mailed");
    assertThat(recycle(id).path("capacity").path("restored").asBoolean()).isTrue();
    assertThat(AWS.report("c", "mailed").leastHealthy()).isEqualTo(1);
    assertThat(AWS.report("c", "mailed").callers("StopTask"))
        .containsExactly("arn:aws:sts::123456789012:assumed-role/recycler/" + id + "-anybody");
  }

  @Test
  void theDocumentDescribesEveryStatus() {
    JsonNode post =
        json.readTree(get("/v3/api-docs").getBody()).path("paths").path("/recycles").path("post");
    assertThat(post.path("operationId").asString()).isEqualTo("startRecycle");
    assertThat(post.path("responses").propertyNames())
        .contains("202", "400", "401", "403", "409", "413", "415", "422", "429", "503");
    JsonNode list =
        json.readTree(get("/v3/api-docs").getBody()).path("paths").path("/recycles").path("get");
    assertThat(list.path("responses").propertyNames())
        .contains("200", "400", "401", "403", "429", "503");
    assertThat(get("/swagger-ui/index.html").getStatusCode().value()).isEqualTo(200);
  }

  /**
   * Without a login, a page on any site could have the browser of whoever runs this pause things.
   */
  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example, 403",
    "Origin, null, 403",
    "Host, evil.example, 400",
    "Authorization, Bearer nonsense, 200"
  })
  void openIsNotOpenToOtherSitesPages(String header, String value, int status) throws IOException {
    String host = header.equals("Host") ? "" : "Host: localhost:" + port + "\r\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET /recycles HTTP/1.1\r\n%s%s: %s\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(host, header, value).getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  private MimeMessage mailAbout(String id) throws Exception {
    for (MimeMessage mail : SMTP.getReceivedMessages()) {
      String raw = GreenMailUtil.getWholeMessage(mail);
      if (raw.contains(id)) {
        return mail;
      }
    }
    throw new AssertionError("no mail about " + id);
  }

  private String start(String service) {
    String body = "{\"cluster\": \"c\", \"service\": \"%s\"}".formatted(service);
    return json.readTree(post(body).getBody()).path("id").asString();
  }

  private String status(String id) {
    return recycle(id).path("status").asString();
  }

  private JsonNode recycle(String id) {
    return json.readTree(get("/recycles/" + id).getBody());
  }

  private long jobs() {
    return jdbc.sql("select count(*) from recycle_job").query(Long.class).single();
  }

  private ResponseEntity<String> command(String id, String command) {
    return post("/recycles/" + id + "/" + command, "");
  }

  private ResponseEntity<String> post(String body) {
    return post("/recycles", body);
  }

  private ResponseEntity<String> post(String path, String body) {
    return client()
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .onStatus(HttpStatusCode::isError, (_, _) -> {})
        .toEntity(String.class);
  }

  private ResponseEntity<String> get(String path) {
    return client()
        .get()
        .uri(path)
        .retrieve()
        .onStatus(HttpStatusCode::isError, (_, _) -> {})
        .toEntity(String.class);
  }

  private RestClient client() {
    return RestClient.create("http://127.0.0.1:" + port);
  }
}

package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedRoles;
import io.ecsrecycler.simulator.SimulatorServer;
import io.ecsrecycler.simulator.model.Arns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Recycling in another account, over HTTP, seen with CloudTrail's eyes. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "recycler.security.open-to-everybody-who-can-reach-it=true",
      "recycler.targets.prod-eu.region=eu-west-1",
      "recycler.targets.prod-eu.role-arn=" + TargetTest.ROLE,
      "recycler.targets.prod-eu.external-id=secret-7",
      "recycler.targets.prod-eu.clusters=c",
      "recycler.targets.stranger.region=eu-west-1",
      "recycler.targets.stranger.role-arn=" + TargetTest.ROLE,
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
class TargetTest {

  static final String ROLE = "arn:aws:iam::999999999999:role/recycler";
  private static final String SESSION = "arn:aws:sts::999999999999:assumed-role/recycler/";

  private static final SimulatedAws HERE = new SimulatedAws(Clock.systemUTC(), 3, false);
  private static final SimulatedAws THERE =
      new SimulatedAws(Clock.systemUTC(), 4, false, new Arns("eu-west-1", "999999999999"));
  private static final SimulatedRoles ROLES = new SimulatedRoles();
  private static final SimulatorServer SIMULATOR = simulator();

  @TempDir static Path data;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private final JsonMapper json = new JsonMapper();

  private static SimulatorServer simulator() {
    ROLES.trust(ROLE, "secret-7");
    for (SimulatedAws place : List.of(HERE, THERE)) {
      place.seed(ServiceSeed.of("c", "web", 1).checked());
      place.seed(ServiceSeed.of("c", "planned", 2));
    }
    try {
      return SimulatorServer.start(List.of(HERE, THERE), ROLES, 0);
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
  void everyStopSaysForWhichRecycleAndForWhomAndHappensThereOnly() {
    ResponseEntity<String> accepted =
        post(
            "/recycles",
            """
            {"cluster": "c", "service": "web", "target": "prod-eu", "waitSeconds": 0, "minimumHealthySeconds": 0}\
            """);
    assertThat(accepted.getStatusCode().value()).isEqualTo(202);
    String id = json.readTree(accepted.getBody()).path("id").asString();
    await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("SUCCEEDED"));

    assertThat(recycle(id).path("target").asString()).isEqualTo("prod-eu");
    assertThat(recycle(id).path("region").asString()).isEqualTo("eu-west-1");
    assertThat(
            jdbc.sql("select target from recycle_job where id = cast(? as uuid)")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("prod-eu");
    String session = SESSION + id + "-anybody";
    for (String call : List.of("StopTask", "UpdateService", "DescribeTasks")) {
      assertThat(THERE.report("c", "web").callers(call)).containsExactly(session);
    }
    assertThat(THERE.report("c", "web").callers("DescribeServices"))
        .containsExactly(SESSION + "anybody", session);
    assertThat(ROLES.sessions()).allMatch(it -> "secret-7".equals(it.externalId()));
    assertThat(THERE.report("c", "web").leastHealthy()).isEqualTo(1);
    assertThat(HERE.report("c", "web").calls()).isEmpty();
  }

  @Test
  void aPlanIsMadeThereInTheNameOfWhoeverAsks() {
    ResponseEntity<String> reply =
        post(
            "/recycles/plan",
            "{\"cluster\": \"c\", \"service\": \"planned\", \"target\": \"prod-eu\"}");
    JsonNode plan = json.readTree(reply.getBody());
    assertThat(reply.getStatusCode().value()).isEqualTo(200);
    assertThat(plan.path("target").asString()).isEqualTo("prod-eu");
    assertThat(plan.path("tasks").get(0).path("taskArn").asString())
        .startsWith("arn:aws:ecs:eu-west-1:999999999999:task/");
    assertThat(THERE.report("c", "planned").callers("DescribeTasks"))
        .containsExactly(SESSION + "anybody");
  }

  @Test
  void withoutATargetItIsTheDefaultAccountAsEver() {
    ResponseEntity<String> reply =
        post("/recycles/plan", "{\"cluster\": \"c\", \"service\": \"planned\"}");
    JsonNode plan = json.readTree(reply.getBody());
    assertThat(plan.path("target").isNull()).isTrue();
    assertThat(plan.path("region").asString()).isEqualTo("us-east-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "target": "nowhere"                          | 422 | UNKNOWN_TARGET  | target
          "target": "PROD EU"                          | 400 | INVALID_REQUEST | target
          "target": "prod-eu", "roleArn": "arn:aws:iam::123456789012:role/admin" | 400 | INVALID_REQUEST | roleArn
          "target": {"roleArn": "arn:aws:iam::123456789012:role/admin"} | 400 | INVALID_REQUEST | target
          "target": "prod-eu", "cluster": "d"          | 422 | NOT_IN_TARGET   | cluster
          "target": "prod-eu", "cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/c" | 422 | NOT_IN_TARGET | cluster
          """)
  void whatIsNotConfiguredIsRefusedAndNothingIsWritten(
      String fields, int status, String code, String field) {
    long before = jobs();
    String cluster = fields.contains("cluster") ? "" : "\"cluster\": \"c\", ";
    for (String path : List.of("/recycles", "/recycles/plan")) {
      ResponseEntity<String> reply =
          post(path, "{%s\"service\": \"web\", %s}".formatted(cluster, fields));
      JsonNode problem = json.readTree(reply.getBody());
      assertThat(reply.getStatusCode().value()).as(reply.getBody()).isEqualTo(status);
      assertThat(problem.path("code").asString()).isEqualTo(code);
      assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo(field);
      assertThat(reply.getBody()).doesNotContain("stranger", "999999999999");
    }
    assertThat(jobs()).isEqualTo(before);
  }

  @Test
  void aRoleThatIsNotGivenIsAnAnswerNotAnError() {
    ResponseEntity<String> reply =
        post("/recycles", "{\"cluster\": \"c\", \"service\": \"web\", \"target\": \"stranger\"}");
    assertThat(reply.getStatusCode().value()).isEqualTo(503);
    assertThat(reply.getBody()).contains("AWS_UNAVAILABLE", "AWS_CREDENTIALS", "sts:AssumeRole");
  }

  private long jobs() {
    return jdbc.sql("select count(*) from recycle_job").query(Long.class).single();
  }

  private String status(String id) {
    return recycle(id).path("status").asString();
  }

  private JsonNode recycle(String id) {
    return json.readTree(client().get().uri("/recycles/" + id).retrieve().body(String.class));
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

  private RestClient client() {
    return RestClient.create("http://127.0.0.1:" + port);
  }
}

package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every operation answers 503 while the database cannot be used, whatever is the matter with it;
 * readiness says so, liveness does not; afterwards all is well again by itself.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test",
      "recycler.security.open-to-everybody-who-can-reach-it=true",
      "recycler.security.requests-per-minute=1000000",
      "spring.datasource.hikari.maximum-pool-size=4",
      "spring.datasource.hikari.connection-timeout=400",
      "spring.datasource.hikari.validation-timeout=300",
      "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=300"
    })
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ID = "/recycles/00000000-0000-7000-8000-000000000001";
  private static final EmbeddedPostgres POSTGRES = postgres();
  private static final SimulatorServer SIMULATOR = simulator();

  @LocalServerPort int port;
  @Autowired DataSource pool;

  private final HttpClient http = HttpClient.newHttpClient();

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SimulatorServer simulator() {
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 3, false);
    aws.seed(ServiceSeed.of("c", "s", 0));
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
  }

  @AfterAll
  static void stop() throws IOException {
    SIMULATOR.close();
    POSTGRES.close();
  }

  private record Operation(String method, String path, String body, boolean writes) {

    static List<Operation> all() {
      return List.of(
          new Operation("GET", "/recycles", "", false),
          new Operation("GET", ID, "", false),
          new Operation("GET", ID + "/events", "", false),
          new Operation("GET", "/admin/freeze", "", false),
          new Operation("GET", "/admin/audit", "", false),
          new Operation("POST", "/recycles", "{\"cluster\": \"c\", \"service\": \"s\"}", true),
          new Operation("POST", ID + "/pause", "", true),
          new Operation("POST", ID + "/resume", "", true),
          new Operation("POST", ID + "/cancel", "", true),
          new Operation("POST", "/admin/freeze", "{\"reason\": \"a test\"}", true),
          new Operation("POST", "/admin/unfreeze", "", true));
    }
  }

  @BeforeEach
  void allIsWell() {
    await().atMost(SOON).untilAsserted(this::everythingWorks);
  }

  @Test
  @Order(1)
  void underALockOfItsTables(CapturedOutput output) throws SQLException {
    try (Connection other = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "lock table recycle_job, recycle_event, freeze_switch, audit_entry, scheduled_tasks"
              + " in access exclusive mode");
      everythingIsAnswered503();
      readinessIs(503);
    }
    allIsWell();
    oneLineAtEachEndAndNoTrace(output);
  }

  @Test
  @Order(2)
  void whenTheServerHasBecomeAStandbyAndBack(CapturedOutput output) throws SQLException {
    byHand("alter database postgres set default_transaction_read_only = on");
    endAllSessions();
    everythingIsAnswered503();
    readinessIs(503);
    byHand("alter database postgres reset default_transaction_read_only");
    allIsWell();
    oneLineAtEachEndAndNoTrace(output);
  }

  @Test
  @Order(3)
  void whenThePoolHasNoConnectionLeft() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      await().atMost(SOON).until(() -> takenAll(taken));
      everythingIsAnswered503();
      readinessIs(503);
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    allIsWell();
  }

  private boolean takenAll(List<Connection> taken) {
    try {
      taken.add(pool.getConnection());
    } catch (SQLException e) {
      return taken.size() == 4;
    }
    return taken.size() == 4;
  }

  @Test
  @Order(4)
  void butABugInOurOwnSqlStaysABug() throws SQLException {
    byHand("alter table freeze_switch rename column asked_by to asked_by_somebody");
    HttpResponse<String> reply = send(new Operation("GET", "/admin/freeze", "", false));
    byHand("alter table freeze_switch rename column asked_by_somebody to asked_by");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(500);
    readinessIs(200);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whenTheServerIsGone(CapturedOutput output) throws IOException {
    POSTGRES.close();
    everythingIsAnswered503();
    readinessIs(503);
    assertThat(output.getAll()).doesNotContain("\tat org.", "\tat com.");
  }

  private void everythingIsAnswered503() {
    for (Operation operation : Operation.all()) {
      HttpResponse<String> reply = send(operation);
      assertThat(reply.statusCode()).as("%s: %s", operation, reply.body()).isEqualTo(503);
      assertThat(reply.body()).as(operation.toString()).contains("\"DATABASE_UNAVAILABLE\"");
      assertThat(reply.headers().firstValue("Retry-After")).as(operation.toString()).isPresent();
    }
  }

  private void everythingWorks() {
    readinessIs(200);
    for (Operation operation : Operation.all()) {
      assertThat(send(operation).statusCode()).as(operation.toString()).isLessThan(500);
    }
  }

  private void readinessIs(int status) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(status("/actuator/health/readiness")).isEqualTo(status));
    assertThat(status("/actuator/health")).isEqualTo(status);
    assertThat(status("/actuator/health/liveness")).isEqualTo(200);
  }

  private int status(String path) {
    return send(new Operation("GET", path, "", false)).statusCode();
  }

  private static void oneLineAtEachEndAndNoTrace(CapturedOutput output) {
    assertThat(output.getAll().lines().filter(it -> it.contains("DatabaseWatch"))).hasSize(2);
    assertThat(output.getAll()).doesNotContain("\tat org.", "\tat com.");
  }

  /** With the right to write, whatever the server says to others. */
  private static void byHand(String sql) throws SQLException {
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session characteristics as transaction read write");
      statement.execute(sql);
    }
  }

  private static void endAllSessions() throws SQLException {
    byHand(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            + " and datname = 'postgres'");
  }

  private HttpResponse<String> send(Operation operation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + operation.path()))
            .timeout(SOON);
    request.method(
        operation.method(),
        operation.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(operation.body()));
    if (!operation.body().isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

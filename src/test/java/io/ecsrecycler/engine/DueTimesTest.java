package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.database.JobDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a clock that was wrong has left in the scheduler's table, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DueTimesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration HOURS = Duration.ofHours(10);
  private static final JobDatabase FILE = new JobDatabase.H2File(Path.of("/jobs"), false);

  private final DatabaseWatch watch = new DatabaseWatch(() -> {}, System::nanoTime);
  private final HikariDataSource h2 = new HikariDataSource();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    h2.setJdbcUrl("jdbc:h2:mem:due;DB_CLOSE_DELAY=-1");
    postgres = EmbeddedPostgres.start();
    databases().forEach(it -> Flyway.configure().dataSource(it).load().migrate());
  }

  @AfterAll
  void stop() throws IOException {
    h2.close();
    postgres.close();
  }

  Stream<DataSource> databases() {
    return Stream.of(h2, postgres.getPostgresDatabase());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void aRecycleThatIsUnderWayIsNeverDueFarInTheFuture(DataSource database) {
    Table table = new Table(database);
    String running = table.execution("RUNNING", HOURS, false);
    String queued = table.execution("QUEUED", HOURS, false);
    String soon = table.execution("RUNNING", Duration.ofSeconds(5), false);
    String paused = table.execution("PAUSED", HOURS, false);
    String elsewhere = table.execution("RUNNING", HOURS, true);

    new DueTimes(table.jdbc, new Trouble(watch, CLOCK), CLOCK).correct();

    assertThat(table.due(running)).isEqualTo(NOW);
    assertThat(table.due(queued)).isEqualTo(NOW);
    assertThat(table.due(soon)).isEqualTo(NOW.plusSeconds(5));
    assertThat(table.due(paused)).isEqualTo(NOW.plus(HOURS));
    assertThat(table.due(elsewhere)).isEqualTo(NOW.plus(HOURS));
  }

  /** A heartbeat of the future would keep a dead process alive until then. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void noHeartbeatIsOfTheFuture(DataSource database) {
    Table table = new Table(database);
    String future = table.execution("RUNNING", Duration.ZERO, true);
    table.heartbeat(future, NOW.plus(HOURS));
    String past = table.execution("RUNNING", Duration.ZERO, true);
    table.heartbeat(past, NOW.minusSeconds(10));

    new DueTimes(table.jdbc, new Trouble(watch, CLOCK), CLOCK).correct();

    assertThat(table.instant("last_heartbeat", future)).isEqualTo(NOW);
    assertThat(table.instant("last_heartbeat", past)).isEqualTo(NOW.minusSeconds(10));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void atTheStartOnAnH2FileEveryRecycleIsDueAtOnce(DataSource database) {
    Table table = new Table(database);
    String leased = table.execution("RUNNING", HOURS, true);
    String waiting = table.execution("RUNNING", HOURS, false);
    String overdue = table.execution("RUNNING", HOURS.negated(), false);
    String mail = table.execution("RUNNING", HOURS, false);
    table
        .jdbc
        .sql("update scheduled_tasks set task_name = 'recycle-mail' where task_instance = ?")
        .param(mail)
        .update();

    new OwnOrphans(table.jdbc, FILE, CLOCK).release();

    assertThat(table.due(leased)).isEqualTo(NOW);
    assertThat(table.due(waiting)).isEqualTo(NOW);
    assertThat(table.due(overdue)).isEqualTo(NOW.minus(HOURS));
    assertThat(table.due(mail)).isEqualTo(NOW.plus(HOURS));
    assertThat(table.picked()).isZero();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void atTheStartNothingIsTakenFromOthersWhereOthersMayBe(DataSource database) {
    Table table = new Table(database);
    table.execution("RUNNING", HOURS, true);

    new OwnOrphans(table.jdbc, new JobDatabase.Server(), CLOCK).release();
    new OwnOrphans(table.jdbc, new JobDatabase.H2File(Path.of("/jobs"), true), CLOCK).release();

    assertThat(table.picked()).isEqualTo(1);
  }

  /** The scheduler's table and the jobs of one test. */
  private static final class Table {

    private final JdbcClient jdbc;

    Table(DataSource database) {
      jdbc = JdbcClient.create(database);
      jdbc.sql("delete from scheduled_tasks").update();
      jdbc.sql("delete from recycle_job").update();
    }

    String execution(String status, Duration due, boolean picked) {
      UUID id = UUID.randomUUID();
      jdbc.sql(
              """
              insert into recycle_job (id, cluster, service, region, status, created_at, state, version)
              values (?, 'c', 's', 'us-east-1', ?, ?, '{}', 0)
              """)
          .params(id, status, NOW.atOffset(ZoneOffset.UTC))
          .update();
      jdbc.sql(
              """
              insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
              values ('recycle', ?, ?, ?, 1)
              """)
          .params(id.toString(), NOW.plus(due).atOffset(ZoneOffset.UTC), picked)
          .update();
      return id.toString();
    }

    void heartbeat(String id, Instant at) {
      jdbc.sql("update scheduled_tasks set last_heartbeat = ? where task_instance = ?")
          .params(at.atOffset(ZoneOffset.UTC), id)
          .update();
    }

    Instant due(String id) {
      return instant("execution_time", id);
    }

    Instant instant(String column, String id) {
      return jdbc.sql("select " + column + " from scheduled_tasks where task_instance = ?")
          .param(id)
          .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
          .single();
    }

    long picked() {
      return jdbc.sql("select count(*) from scheduled_tasks where picked = true")
          .query(Long.class)
          .single();
    }
  }
}

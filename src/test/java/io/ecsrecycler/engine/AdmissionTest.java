package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

/** Whose turn it is when more recycles wait than may run, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final HikariDataSource h2 = new HikariDataSource();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    h2.setJdbcUrl("jdbc:h2:mem:admission;DB_CLOSE_DELAY=-1");
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
  void theClusterWithTheFewestUnderWayGoesBeforeOlderOnesOfABusyOne(DataSource database) {
    Line line = new Line(database);
    line.busy("busy", 3);
    String picked = line.waiting("busy", "QUEUED", 30);
    String older = line.waiting("busy", "QUEUED", 20);
    String fromElsewhere = line.waiting("quiet", "QUEUED", 10);

    assertThat(line.mayRun(picked)).isFalse();
    assertThat(line.inOrder()).containsExactly(fromElsewhere, picked, older);
    assertThat(line.mayRun(fromElsewhere)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void theOldestGoesFirstWhereClustersHaveAsManyUnderWay(DataSource database) {
    Line line = new Line(database);
    line.busy("one", 1);
    line.busy("other", 1);
    String oldest = line.waiting("one", "QUEUED", 30);
    line.waiting("other", "QUEUED", 20);

    assertThat(line.mayRun(oldest)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void whatIsUnderWayAndWasHandedOverGoesBeforeEverythingThatWaits(DataSource database) {
    Line line = new Line(database);
    String queued = line.waiting("quiet", "QUEUED", 30);
    String handedOver = line.waiting("busy", "RUNNING", 1);

    assertThat(line.mayRun(queued)).isFalse();
    assertThat(line.inOrder()).containsExactly(handedOver, queued);
    assertThat(line.mayRun(handedOver)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void whatIsPausedDoesNotMakeItsClusterBusy(DataSource database) {
    Line line = new Line(database);
    line.parked("paused", 3);
    line.busy("other", 1);
    String oldest = line.waiting("paused", "QUEUED", 30);
    line.waiting("other", "QUEUED", 40);

    assertThat(line.mayRun(oldest)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void nobodyWaitsForWhatIsNotDueOrRunsElsewhere(DataSource database) {
    Line line = new Line(database);
    line.busy("busy", 2);
    String picked = line.waiting("busy", "QUEUED", 30);
    line.waiting("quiet", "QUEUED", -30);

    assertThat(line.mayRun(picked)).isTrue();
  }

  /** The tables of one test, and the question. */
  private static final class Line {

    private final JdbcClient jdbc;

    Line(DataSource database) {
      jdbc = JdbcClient.create(database);
      jdbc.sql("delete from scheduled_tasks").update();
      jdbc.sql("delete from recycle_job").update();
    }

    void busy(String cluster, int recycles) {
      for (int i = 0; i < recycles; i++) {
        execution(job(cluster, "RUNNING"), 60, true);
      }
    }

    void parked(String cluster, int recycles) {
      for (int i = 0; i < recycles; i++) {
        execution(job(cluster, "PAUSED"), -60, false);
      }
    }

    String waiting(String cluster, String status, int secondsAgo) {
      String id = job(cluster, status);
      execution(id, secondsAgo, false);
      return id;
    }

    /** As db-scheduler asks: with the execution picked. */
    boolean mayRun(String id) {
      jdbc.sql("update scheduled_tasks set picked = true where task_instance = ?")
          .param(id)
          .update();
      Instant due =
          jdbc.sql("select execution_time from scheduled_tasks where task_instance = ?")
              .param(id)
              .query((row, _) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
              .single();
      boolean may = new Admission(jdbc, Clock.fixed(NOW, ZoneOffset.UTC)).mayRun(id, due);
      jdbc.sql("update scheduled_tasks set picked = ? where task_instance = ?")
          .param(may)
          .param(id)
          .update();
      return may;
    }

    List<String> inOrder() {
      return jdbc.sql(
              "select task_instance from scheduled_tasks where picked = false order by execution_time")
          .query((row, _) -> String.valueOf(row.getString(1)))
          .list();
    }

    private String job(String cluster, String status) {
      UUID id = Generators.timeBasedEpochGenerator().generate();
      jdbc.sql(
              """
              insert into recycle_job (id, cluster, service, region, status, created_at, state, version)
              values (?, ?, 's', 'us-east-1', ?, ?, '{}', 0)
              """)
          .params(id, cluster, status, NOW.atOffset(ZoneOffset.UTC))
          .update();
      return id.toString();
    }

    private void execution(String id, int secondsAgo, boolean picked) {
      jdbc.sql(
              """
              insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
              values ('recycle', ?, ?, ?, 1)
              """)
          .params(id, NOW.minusSeconds(secondsAgo).atOffset(ZoneOffset.UTC), picked)
          .update();
    }
  }
}

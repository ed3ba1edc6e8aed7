package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real scheduler whose execution is taken over by another process while it runs. */
@ExtendWith(OutputCaptureExtension.class)
class LostLeaseTest {

  private static final Instant OF_THE_OTHER = Instant.parse("2026-11-23T12:00:00Z");

  private final HikariDataSource database = new HikariDataSource();

  @BeforeEach
  void migrate() {
    database.setJdbcUrl("jdbc:h2:mem:lost;DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(database).load().migrate();
  }

  @AfterEach
  void close() {
    JdbcClient.create(database).sql("drop all objects").update();
    database.close();
  }

  static Stream<CompletionHandler<Void>> endings() {
    return Stream.of(
        (_, operations) -> operations.remove(),
        (complete, operations) -> operations.reschedule(complete, Instant.now()));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void leavesTheExecutionToWhoeverTookItOverAndSaysSoInOneLine(
      CompletionHandler<Void> ending, CapturedOutput output) {
    JdbcClient jdbc = JdbcClient.create(database);
    CountDownLatch done = new CountDownLatch(1);
    CustomTask<Void> task =
        Tasks.custom("recycle", Void.class)
            .execute((_, _) -> {
              takeOver(jdbc);
              done.countDown();
              return ending;
            });
    Scheduler scheduler =
        Scheduler.create(database, task)
            .pollingInterval(Duration.ofMillis(100))
            .addExecutionInterceptor(new LostLease())
            .build();
    scheduler.schedule(task.instance("one"), Instant.now());
    scheduler.start();
    try {
      await()
          .untilAsserted(
              () -> assertThat(output.getOut()).contains("Another process has taken", "one"));
      assertThat(done.getCount()).isZero();
    } finally {
      scheduler.stop();
    }
    assertThat(output.getAll()).doesNotContain("ERROR com.github", "\tat com.github");
    assertThat(jdbc.sql("select picked_by from scheduled_tasks").query(String.class).single())
        .isEqualTo("another");
  }

  private static void takeOver(JdbcClient jdbc) {
    jdbc.sql(
            "update scheduled_tasks set version = version + 1, picked_by = 'another',"
                + " last_heartbeat = ?")
        .param(OF_THE_OTHER.atOffset(java.time.ZoneOffset.UTC))
        .update();
  }
}

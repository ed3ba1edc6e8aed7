package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.job.RecycleChanges.Stamp;
import io.ecsrecycler.job.RecycleChanges.Watching;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Those who wait are told of changes, whatever goes wrong in between. */
@ExtendWith(OutputCaptureExtension.class)
class RecycleChangesTest {

  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final Duration SOON = Duration.ofSeconds(20);

  private final HikariDataSource pool = new HikariDataSource();
  private final Faulty database = new Faulty(pool);
  private final JdbcClient jdbc = JdbcClient.create(pool);
  private RecycleChanges changes;

  @BeforeEach
  void start() {
    pool.setJdbcUrl("jdbc:h2:mem:changes;DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(pool).load().migrate();
    jdbc.sql(
            """
            insert into recycle_job (id, cluster, service, region, status, created_at, state, version)
            values (?, 'c', 's', 'us-east-1', 'RUNNING', now(), '{}', 0)
            """)
        .param(ID)
        .update();
    changes =
        new RecycleChanges(
            JdbcClient.create(database), new DatabaseWatch(() -> {}, System::nanoTime));
  }

  @AfterEach
  void stop() {
    changes.destroy();
    jdbc.sql("delete from recycle_job").update();
    pool.close();
  }

  @Test
  void anErrorThatNobodyForesawDoesNotEndTheWatch(CapturedOutput output) {
    AtomicBoolean told = new AtomicBoolean();
    Stamp known = changes.stamp(ID).orElseThrow();
    database.breakDown();
    try (Watching _ = changes.watch(ID, known, () -> told.set(true))) {
      await().atMost(SOON).until(() -> database.asked.get() >= 3);
      database.mend();
      jdbc.sql("update recycle_job set version = version + 1").update();
      await().atMost(SOON).untilTrue(told);
    }
    assertThat(output.getOut().split("nobody foresaw this", -1))
        .as("one line and one trace, however often it happens")
        .hasSizeLessThanOrEqualTo(4);
  }

  /** A database whose driver has a bug now and then. */
  private static final class Faulty extends DelegatingDataSource {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean broken;

    Faulty(HikariDataSource pool) {
      super(pool);
    }

    void breakDown() {
      broken = true;
    }

    void mend() {
      broken = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection sound = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Faulty.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (broken && method.getName().equals("prepareStatement")) {
                  asked.incrementAndGet();
                  throw new IllegalStateException("nobody foresaw this");
                }
                return method.invoke(sound, arguments);
              });
    }
  }
}

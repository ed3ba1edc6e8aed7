package io.ecsrecycler.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever others have written, an entry reaches the database, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditColumnsTest {

  private static final String LONG = "x".repeat(2_000);

  private final HikariDataSource h2 = new HikariDataSource();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    h2.setJdbcUrl("jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1");
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
  void everyTextIsCutToItsColumn(DataSource database) {
    assertThat(written(database, LONG))
        .satisfies(it -> {
          assertThat(it.caller()).hasSize(300);
          assertThat(it.address()).hasSize(64);
          assertThat(it.method()).hasSize(16);
          assertThat(it.path()).hasSize(300);
          assertThat(it.action()).hasSize(64);
          assertThat(it.about().cluster()).hasSize(300);
          assertThat(it.about().service()).hasSize(300);
          assertThat(it.about().recycleId()).hasSize(64);
          assertThat(it.code()).hasSize(64);
        });
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void noCharacterKeepsAnEntryFromTheDatabase(DataSource database) {
    Attempt hostile = written(database, "a\u0000b\u001b[31m\ud800c\nd");
    assertThat(hostile.address()).isEqualTo("a?b?[31m?c?d");
    assertThat(hostile.about().service()).isEqualTo("a?b?[31m?c?d");
  }

  /** A character of two halves stands across the cut. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("databases")
  void noCharacterIsCutInHalf(DataSource database) {
    String address = written(database, "x".repeat(62) + "\ud83d\ude00" + LONG).address();
    assertThat(address).isEqualTo("x".repeat(62) + "…");
  }

  private static Attempt written(DataSource database, String text) {
    JdbcClient jdbc = JdbcClient.create(database);
    Audit audit = new Audit(jdbc, new AuditProperties(Duration.ofDays(400)), Clock.systemUTC());
    jdbc.sql("delete from audit_entry").update();
    audit.write(
        new Attempt(text, text, text, text, text, new Attempt.About(text, text, text), 403, text));
    assertThat(audit.list(null, 10)).hasSize(1);
    return audit.list(null, 10).getFirst().attempt();
  }
}

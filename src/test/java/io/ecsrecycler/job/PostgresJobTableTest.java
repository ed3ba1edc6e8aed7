package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ecsrecycler.database.DatabaseTrouble;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The job table in a real PostgreSQL, by the three properties that users set. */
class PostgresJobTableTest extends JobTable {

  private static final EmbeddedPostgres POSTGRES = start();

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Autowired DataSource dataSource;

  @AfterAll
  static void stop() throws IOException {
    POSTGRES.close();
  }

  /** As a replica leaves it that is frozen between a statement and its commit. */
  @Test
  void aTransactionThatNobodyGoesOnWithDoesNotKeepOthersFromTheRow() throws SQLException {
    String id = requested().recycle().id();
    try (Connection frozen = dataSource.getConnection()) {
      frozen.setAutoCommit(false);
      try (Statement statement = frozen.createStatement()) {
        statement.executeUpdate("update recycle_job set epoch = 9 where id = '" + id + "'");
      }
      assertThat(store().claim(id).epoch()).isEqualTo(1);
      assertThatExceptionOfType(SQLException.class).isThrownBy(frozen::commit);
    }
  }

  /**
   * Hibernate's find() answers "none" to that, and a client would read that its recycle is gone.
   */
  @Test
  void aReadThatFailsIsNotTakenForARecycleThatIsNotThere(@Autowired TransactionTemplate within) {
    UUID id = UUID.fromString(requested().recycle().id());
    List<Throwable> read = new ArrayList<>();
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() ->
            within.executeWithoutResult(_ -> {
              assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::endOwnSession);
              read.add(catchThrowable(() -> jobs.findById(id)));
              read.add(catchThrowable(() -> jobs.findById(id)));
            }));
    assertThat(read).hasSize(2).allMatch(DatabaseTrouble::isIn);
  }

  private void endOwnSession() {
    jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query().listOfRows();
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
  }
}

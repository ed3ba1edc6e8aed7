package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

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

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
  }
}

package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that have become useless do not stay in the pool. */
class PoolSettingsTest {

  @TempDir Path directory;

  @Test
  void aSessionThatPostgresMadeReadOnlyIsReplacedAfterItsFirstFailure()
      throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        HikariDataSource pool = pool(postgres.getJdbcUrl("postgres", "postgres"))) {
      execute(pool, "create table written (id int)");
      execute(pool, "set session characteristics as transaction read only");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> execute(pool, "insert into written values (1)"))
          .matches(it -> it.getSQLState().equals("25006"));
      execute(pool, "insert into written values (2)");
    }
  }

  @Test
  void aNewSessionThatPostgresMakesReadOnlyIsNotHandedOut() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      try (HikariDataSource before = pool(postgres.getJdbcUrl("postgres", "postgres"))) {
        execute(before, "alter database postgres set default_transaction_read_only = on");
      }
      try (HikariDataSource pool = pool(postgres.getJdbcUrl("postgres", "postgres"))) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(pool::getConnection)
            .satisfies(it -> assertThat(DatabaseTrouble.isIn(it)).isTrue())
            .satisfies(
                it -> assertThat(DatabaseTrouble.words(it)).contains("the server is read-only"));
      }
    }
  }

  @Test
  void anH2ThatRanOutOfDiskIsOpenedAgainOnceThereIsRoom() throws IOException, SQLException {
    try (Tmpfs disk = Tmpfs.orSkip(directory, 2);
        HikariDataSource pool =
            pool("jdbc:h2:file:" + disk.directory() + "/jobs;WRITE_DELAY=0;TRACE_LEVEL_FILE=0")) {
      execute(pool, "create table written (id int, much varchar)");
      execute(pool, "insert into written values (1, 'before')");
      disk.fill();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> execute(pool, "insert into written values (2, repeat('x', 100000))"))
          .satisfies(it -> assertThat(DatabaseTrouble.isIn(it)).isTrue());
      disk.free();
      execute(pool, "insert into written values (3, repeat('x', 100000))");
      assertThat(count(pool)).isEqualTo(2);
    }
  }

  @Test
  void whatSomebodyHasConfiguredStays() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:postgresql://db/recycler");
    pool.addDataSourceProperty("socketTimeout", "60");
    pool.setConnectionTestQuery("select 2");
    new PoolSettings().postProcessBeforeInitialization(pool, "pool");
    assertThat(pool.getDataSourceProperties()).containsEntry("socketTimeout", "60");
    assertThat(pool.getConnectionTestQuery()).isEqualTo("select 2");
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    if (url.startsWith("jdbc:postgresql:")) {
      pool.setUsername("postgres");
      pool.setPassword("postgres");
    }
    pool.setMaximumPoolSize(1);
    pool.setConnectionTimeout(2_000);
    pool.setInitializationFailTimeout(-1);
    new PoolSettings().postProcessBeforeInitialization(pool, "pool");
    return pool;
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from written")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

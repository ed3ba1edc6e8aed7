package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start without a usable database says. */
class AnalyzersTest {

  private final SqlFailureAnalyzer analyzer = new SqlFailureAnalyzer();

  @ParameterizedTest
  @CsvSource({
    "08001, 0, spring.datasource.url",
    "08006, 0, spring.datasource.url",
    "28P01, 0, spring.datasource.password",
    "3D000, 0, Create the database",
    "90020, 90020, Stop the other process",
    "90030, 90030, docs/backup.md",
    "90028, 90028, docs/backup.md"
  })
  void namesWhatToLookAt(String state, int code, String remedy) {
    assertThat(analyzer.analyze(wrapped(new SQLException("said by db:5432", state, code))))
        .satisfies(it -> {
          assertThat(it.getDescription()).contains("said by db:5432");
          assertThat(it.getAction()).contains(remedy);
        });
  }

  @Test
  void leavesOtherTroubleAlone() {
    assertThat(analyzer.analyze(wrapped(new SQLException("syntax", "42601")))).isNull();
  }

  @Test
  void saysWhatTheStartItselfHasFound() {
    UnusableDatabaseException found =
        new UnusableDatabaseException("It is gone.", "Restore it.", null);
    assertThat(new UnusableDatabaseAnalyzer().analyze(new IllegalStateException(found)))
        .satisfies(it -> {
          assertThat(it.getDescription()).isEqualTo("It is gone.");
          assertThat(it.getAction()).isEqualTo("Restore it.");
        });
  }

  private static Throwable wrapped(SQLException cause) {
    SQLException pool = new SQLException("not available, timed out", cause.getSQLState(), cause);
    return new IllegalStateException(new FlywayException("unable to connect", pool));
  }
}

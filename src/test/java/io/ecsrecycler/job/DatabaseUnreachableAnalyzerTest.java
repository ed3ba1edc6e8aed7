package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start without a usable database says. */
class DatabaseUnreachableAnalyzerTest {

  private final DatabaseUnreachableAnalyzer analyzer = new DatabaseUnreachableAnalyzer();

  @ParameterizedTest
  @CsvSource({
    "08001, spring.datasource.url",
    "08006, spring.datasource.url",
    "28P01, spring.datasource.password",
    "3D000, Create the database"
  })
  void namesWhatToLookAt(String state, String remedy) {
    assertThat(analyzer.analyze(wrapped(new SQLException("refused by db:5432", state))))
        .satisfies(it -> {
          assertThat(it.getDescription()).contains("refused by db:5432");
          assertThat(it.getAction()).contains(remedy);
        });
  }

  @Test
  void leavesOtherTroubleAlone() {
    assertThat(analyzer.analyze(wrapped(new SQLException("syntax", "42601")))).isNull();
    assertThat(analyzer.analyze(wrapped(new SQLException("no state")))).isNull();
  }

  private static Throwable wrapped(SQLException cause) {
    SQLException pool = new SQLException("not available, timed out", cause.getSQLState(), cause);
    return new IllegalStateException(new FlywayException("unable to connect", pool));
  }
}

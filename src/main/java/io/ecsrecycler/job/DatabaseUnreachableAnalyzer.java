package io.ecsrecycler.job;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start that PostgreSQL did not let us in, and what to look at. */
class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  /** SQLState classes of the SQL standard. */
  private static final String CONNECTION = "08";

  private static final String AUTHORIZATION = "28";
  private static final String NO_SUCH_DATABASE = "3D";

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    String state = String.valueOf(cause.getSQLState());
    String remedy =
        switch (state.substring(0, Math.min(2, state.length()))) {
          case CONNECTION ->
              "It was tried for about four minutes. Check that the database runs and is reachable"
                  + " from here at spring.datasource.url. Nothing was lost: recycles go on as soon"
                  + " as a replica has started.";
          case AUTHORIZATION -> "Check spring.datasource.username and spring.datasource.password.";
          case NO_SUCH_DATABASE ->
              "Create the database that spring.datasource.url names; its tables are made at start.";
          default -> "";
        };
    return remedy.isEmpty()
        ? null
        : new FailureAnalysis(
            "The job database cannot be used: " + driver(cause).getMessage(), remedy, cause);
  }

  /** Below the pool's "not available" stands what the driver met. */
  private static Throwable driver(SQLException cause) {
    Throwable deepest = cause;
    for (Throwable it = cause; it != null; it = it.getCause()) {
      deepest = it instanceof SQLException ? it : deepest;
    }
    return deepest;
  }
}

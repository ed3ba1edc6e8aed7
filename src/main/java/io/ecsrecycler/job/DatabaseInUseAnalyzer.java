package io.ecsrecycler.job;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start that another process has the H2 file open, instead of a stack trace. */
class DatabaseInUseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  /** H2's DATABASE_ALREADY_OPEN_1. */
  private static final int ALREADY_OPEN = 90020;

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    return cause.getErrorCode() == ALREADY_OPEN
        ? new FailureAnalysis(
            "Another process has the job database open: " + cause.getMessage(),
            "Stop the other process, or give this one a directory of its own: recycler.data-dir."
                + " Several replicas need PostgreSQL (spring.datasource.*).",
            cause)
        : null;
  }
}

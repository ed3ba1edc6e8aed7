package io.ecsrecycler.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The same for a database that went away after the start had found it usable. */
class SqlFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    if (!DatabaseTrouble.isIn(cause)) {
      return null;
    }
    UnusableDatabaseException why = WhyUnusable.of(cause);
    return new FailureAnalysis(why.getMessage(), why.remedy(), cause);
  }
}

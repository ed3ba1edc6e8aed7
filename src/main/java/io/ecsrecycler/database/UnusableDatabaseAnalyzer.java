package io.ecsrecycler.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start what is wrong with the database and what to do, instead of a stack trace. */
class UnusableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, UnusableDatabaseException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}

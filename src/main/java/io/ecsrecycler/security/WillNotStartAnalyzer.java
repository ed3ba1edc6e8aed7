package io.ecsrecycler.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start how to let the right people in, instead of a stack trace. */
class WillNotStartAnalyzer extends AbstractFailureAnalyzer<WillNotStartException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, WillNotStartException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}

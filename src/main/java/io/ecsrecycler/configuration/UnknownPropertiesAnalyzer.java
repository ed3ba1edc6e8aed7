package io.ecsrecycler.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start which names are wrong, instead of a stack trace. */
class UnknownPropertiesAnalyzer extends AbstractFailureAnalyzer<UnknownPropertiesException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, UnknownPropertiesException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct each name, or remove the property. README.md and docs/security.md list all"
            + " properties of recycler.",
        cause);
  }
}

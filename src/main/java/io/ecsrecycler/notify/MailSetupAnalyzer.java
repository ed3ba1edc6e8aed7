package io.ecsrecycler.notify;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start which property of the mails is missing, instead of a stack trace. */
class MailSetupAnalyzer extends AbstractFailureAnalyzer<MailSetupException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MailSetupException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}

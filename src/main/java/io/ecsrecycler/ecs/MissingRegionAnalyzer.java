package io.ecsrecycler.ecs;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says at start what to do when no Region is configured, instead of a stack trace. */
class MissingRegionAnalyzer extends AbstractFailureAnalyzer<SdkClientException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SdkClientException cause) {
    return String.valueOf(cause.getMessage()).contains("Unable to load region")
        ? new FailureAnalysis(
            "No AWS Region is configured.",
            "Set spring.cloud.aws.region.static (or the environment variable AWS_REGION), for"
                + " example eu-central-1, or name a profile that has a region:"
                + " spring.cloud.aws.region.profile.name. To try the service without AWS, start it"
                + " with the profile 'demo'.",
            cause)
        : null;
  }
}

package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tells trouble with getting credentials, before any request could be signed. The SDK has no
 * classes of its own for it; the texts have been the same since 2.0.
 */
final class Credentials {

  /** A container's endpoint is asked only where its environment names one. */
  private static final String CONTAINER = "Failed to load credentials from metadata service";

  /** The instance's endpoint is asked wherever nothing else gave credentials, on a laptop too. */
  private static final String INSTANCE = "Failed to load credentials from IMDS";

  private Credentials() {}

  static boolean areToBlame(SdkClientException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("credentials") && !text.contains("unable to execute http request");
  }

  static Fault fault(String operation, SdkClientException e) {
    return new Fault(Fault.Kind.CREDENTIALS, sentence(operation, String.valueOf(e.getMessage())));
  }

  private static String sentence(String operation, String text) {
    if (text.contains(CONTAINER)) {
      return silent("The container's credentials endpoint", operation);
    }
    if (text.startsWith(INSTANCE)) {
      return silent("The instance's credentials endpoint (IMDS)", operation);
    }
    if (text.contains("Unable to load credentials") || text.contains("contained no credentials")) {
      return "AWS credentials are missing, so %s could not be called; configure spring.cloud.aws.credentials.*, a profile, or the environment's default chain."
          .formatted(operation);
    }
    return "AWS credentials could not be loaded, so %s could not be called (%s)."
        .formatted(operation, text.lines().findFirst().orElse("no reason given"));
  }

  private static String silent(String endpoint, String operation) {
    return "%s does not answer, so %s could not be called.".formatted(endpoint, operation);
  }
}

package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Fault.Kind;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Classifies what the AWS SDK throws. */
final class Faults {

  private static final Set<String> CREDENTIAL_CODES =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException");

  private static final Set<String> DENIED_CODES =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired");

  private Faults() {}

  /** Makes a call; what the SDK throws comes out classified, naming {@code operation}. */
  static <T> T classified(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new EcsFaultException(fault(operation, e), e);
    }
  }

  private static Fault fault(String operation, SdkException e) {
    return switch (e) {
      case AwsServiceException it -> fault(operation, it);
      case SdkClientException it when lacksCredentials(it) ->
          new Fault(
              Kind.CREDENTIALS,
              "AWS credentials are missing, so %s could not be called; configure spring.cloud.aws.credentials.*, a profile, or the environment's default chain."
                  .formatted(operation));
      default ->
          new Fault(
              Kind.UNREACHABLE,
              "AWS could not be reached for %s (%s).".formatted(operation, firstLine(e)));
    };
  }

  private static Fault fault(String operation, AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String detail =
        e.awsErrorDetails() == null
            ? firstLine(e)
            : code + ": " + e.awsErrorDetails().errorMessage();
    if (e.isThrottlingException() || "ConcurrentUpdateException".equals(code)) {
      return new Fault(
          Kind.THROTTLED, "AWS asked for fewer requests at %s (%s).".formatted(operation, detail));
    }
    if (e.statusCode() >= 500) {
      return new Fault(
          Kind.SERVER_ERROR,
          "AWS had an error of its own at %s (%s).".formatted(operation, detail));
    }
    if (fromSts(e)) {
      return new Fault(
          Kind.CREDENTIALS,
          "The role could not be assumed for %s (%s); see its trust policy, its external id, and whether we may call sts:AssumeRole."
              .formatted(operation, detail));
    }
    if (CREDENTIAL_CODES.contains(code)) {
      return new Fault(
          Kind.CREDENTIALS,
          "AWS did not accept our credentials at %s (%s).".formatted(operation, detail));
    }
    if ("ClusterNotFoundException".equals(code) || "ServiceNotFoundException".equals(code)) {
      return new Fault(
          Kind.NOT_FOUND, "AWS did not find it at %s (%s).".formatted(operation, detail));
    }
    return DENIED_CODES.contains(code)
        ? new Fault(
            Kind.ACCESS_DENIED,
            "AWS denied %s (%s); grant this permission to the recycler's role."
                .formatted(operation, detail))
        : new Fault(Kind.REJECTED, "AWS rejected %s (%s).".formatted(operation, detail));
  }

  /** A role that cannot be assumed surfaces at whichever call needed its credentials. */
  private static boolean fromSts(AwsServiceException e) {
    return e.awsErrorDetails() != null && "Sts".equals(e.awsErrorDetails().serviceName());
  }

  /** The SDK has no class of its own for it; its text has been the same since 2.0. */
  private static boolean lacksCredentials(SdkClientException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Unable to load credentials")
        || message.contains("Failed to load credentials")
        || message.contains("Profile file contained no credentials");
  }

  private static String firstLine(SdkException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}

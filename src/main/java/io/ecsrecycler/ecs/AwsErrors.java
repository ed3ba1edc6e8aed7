package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Fault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Classifies the errors that AWS answers. AWS names a code in each of its errors: a reply without
 * one comes from something else, and counts neither as a denial nor as a rejection.
 */
final class AwsErrors {

  private static final Set<String> CREDENTIAL_CODES =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException");

  /** Often the machine's clock is wrong. */
  private static final Set<String> SIGNATURE_CODES =
      Set.of(
          "RequestExpired",
          "RequestTimeTooSkewed",
          "InvalidSignatureException",
          "SignatureDoesNotMatch");

  private static final Set<String> DENIED_CODES =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired");

  private static final Set<String> SERVER_CODES =
      Set.of(
          "ServerException",
          "InternalError",
          "InternalFailure",
          "InternalServerError",
          "InternalServerException",
          "InternalServiceException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "RequestTimeout",
          "RequestTimeoutException");

  /** Passing errors come wrapped in others (ECS facts, section 12); only their text tells. */
  private static final Pattern THROTTLED =
      Pattern.compile(
          "(?i)rate exceeded|throttl(ed|ing)|too many (concurrent attempts|requests)|ConcurrentUpdateException|slow down");

  private static final Pattern PASSING =
      Pattern.compile(
          "(?i)service (is )?(temporarily |currently )?unavailable|temporarily unavailable|internal (server |service )?(error|failure|exception)|ServerException|InternalFailure|InternalServer|try again");

  private static final int LONGEST_DETAIL = 500;

  private AwsErrors() {}

  static Fault fault(String operation, AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    String asked = Faults.asked(operation, service(details));
    return code == null || code.isBlank()
        ? Faults.foreign(asked, reply(e, details))
        : fault(asked, code, e);
  }

  private static Fault fault(String operation, String code, AwsServiceException e) {
    String text = detail(code, e.awsErrorDetails().errorMessage());
    if (e.isThrottlingException()
        || "ConcurrentUpdateException".equals(code)
        || THROTTLED.matcher(text).find()) {
      return new Fault(
          Kind.THROTTLED, "AWS asked for fewer requests at %s (%s).".formatted(operation, text));
    }
    if (e.statusCode() >= 500 || SERVER_CODES.contains(code)) {
      return passing(operation, text);
    }
    if ("Sts".equals(service(e.awsErrorDetails()))) {
      return new Fault(
          Kind.CREDENTIALS,
          "The role could not be assumed (%s); see its trust policy, its external id, and whether we may call sts:AssumeRole."
              .formatted(text));
    }
    return refusal(operation, code, text);
  }

  private static Fault refusal(String operation, String code, String text) {
    if (CREDENTIAL_CODES.contains(code)) {
      return new Fault(
          Kind.CREDENTIALS,
          "AWS did not accept our credentials at %s (%s).".formatted(operation, text));
    }
    if (SIGNATURE_CODES.contains(code)) {
      return new Fault(
          Kind.CREDENTIALS,
          "AWS did not accept our signature at %s (%s); see whether the secret key and this machine's clock are right."
              .formatted(operation, text));
    }
    if (DENIED_CODES.contains(code)) {
      return new Fault(
          Kind.ACCESS_DENIED,
          "AWS denied %s (%s); grant this permission to the recycler's role."
              .formatted(operation, text));
    }
    return switch (code) {
      case "ClusterNotFoundException" ->
          new Fault(
              Kind.NOT_FOUND,
              "AWS does not know the cluster at %s (%s).".formatted(operation, text));
      case "ServiceNotFoundException" ->
          new Fault(
              Kind.NOT_FOUND,
              "AWS does not know the service at %s (%s).".formatted(operation, text));
      case "ServiceNotActiveException" ->
          new Fault(
              Kind.NOT_FOUND,
              "AWS says at %s that the service is not active any more (%s)."
                  .formatted(operation, text));
      default ->
          PASSING.matcher(text).find()
              ? passing(operation, text)
              : new Fault(Kind.REJECTED, "AWS rejected %s (%s).".formatted(operation, text));
    };
  }

  private static Fault passing(String operation, String text) {
    return new Fault(
        Kind.SERVER_ERROR, "AWS had an error of its own at %s (%s).".formatted(operation, text));
  }

  /** Code and message, as far as AWS sent one. */
  static String detail(String code, @Nullable String message) {
    String text = message == null || message.isBlank() ? code : code + ": " + message;
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line;
  }

  private static String service(@Nullable AwsErrorDetails details) {
    return details == null ? "" : String.valueOf(details.serviceName());
  }

  private static String reply(AwsServiceException e, @Nullable AwsErrorDetails details) {
    return details == null
        ? ForeignReply.describe(e.statusCode(), "", "")
        : ForeignReply.describe(e.statusCode(), type(details), body(details));
  }

  private static String type(AwsErrorDetails details) {
    return details.sdkHttpResponse() == null
        ? ""
        : details.sdkHttpResponse().firstMatchingHeader("Content-Type").orElse("");
  }

  private static String body(AwsErrorDetails details) {
    return details.rawResponse() == null
        ? ""
        : details.rawResponse().asString(StandardCharsets.UTF_8);
  }
}

package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Fault.Kind;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies what the AWS SDK throws: here everything that is not AWS's own answer, in {@link
 * AwsErrors} what AWS answered.
 */
final class Faults {

  private Faults() {}

  /** Makes a call; what the SDK throws comes out classified, naming {@code operation}. */
  static <T> T classified(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new EcsFaultException(fault(operation, e), e);
    }
  }

  /** AWS left out what its answer must have, so that the rest proves nothing. */
  static EcsFaultException incomplete(String operation, String what) {
    return new EcsFaultException(
        new Fault(Kind.INCOMPLETE, "AWS's answer to %s %s.".formatted(operation, what)));
  }

  private static Fault fault(String operation, SdkException e) {
    if (e instanceof AwsServiceException answer) {
      return AwsErrors.fault(operation, answer);
    }
    return switch (e.getCause()) {
      case ForeignReply it -> foreign(asked(operation, it.service()), it.reply());
      case TooLate it ->
          new Fault(Kind.TOO_SLOW, "%s was not sent: %s.".formatted(operation, it.getMessage()));
      case null, default -> unanswered(operation, e);
    };
  }

  private static Fault unanswered(String operation, SdkException e) {
    return switch (e) {
      case AbortedException _ ->
          new Fault(
              Kind.UNREACHABLE,
              "The call of %s was interrupted because this process is stopping."
                  .formatted(operation));
      case SdkClientException it when Credentials.areToBlame(it) ->
          Credentials.fault(operation, it);
      case SdkClientException it when isUnreadable(it) ->
          new Fault(
              Kind.INCOMPLETE,
              "AWS's answer to %s broke off, or something on the way changed it."
                  .formatted(operation));
      default ->
          new Fault(
              Kind.UNREACHABLE,
              "AWS could not be reached for %s (%s).".formatted(operation, firstLine(e)));
    };
  }

  /** Something else answered: nothing is known about the request. */
  static Fault foreign(String operation, String reply) {
    return new Fault(
        Kind.UNREACHABLE,
        "Something between this service and AWS answered %s (%s).".formatted(operation, reply));
  }

  /** A role that cannot be assumed surfaces at the call that needed its credentials. */
  static String asked(String operation, String service) {
    return "Sts".equalsIgnoreCase(service) ? "sts:AssumeRole" : operation;
  }

  /** The SDK has no class of its own for it; a parser's words would help nobody. */
  private static boolean isUnreadable(SdkClientException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Unable to unmarshall") || message.contains("Could not parse XML");
  }

  private static String firstLine(SdkException e) {
    String line =
        String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
    return line.replaceFirst(" \\(SDK Attempt Count: \\d+\\)", "");
  }
}

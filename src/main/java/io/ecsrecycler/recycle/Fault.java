package io.ecsrecycler.recycle;

/**
 * What kept AWS from answering, already classified.
 *
 * @param kind which class of trouble
 * @param message one sentence for people, naming the call
 */
public record Fault(Kind kind, String message) {

  /** Classes of trouble with AWS. */
  public enum Kind {
    THROTTLED(Hold.Reason.AWS_THROTTLED),
    UNREACHABLE(Hold.Reason.AWS_UNREACHABLE),
    SERVER_ERROR(Hold.Reason.AWS_SERVER_ERROR),
    /** Missing or expired: may come back without anybody touching the recycle. */
    CREDENTIALS(Hold.Reason.AWS_CREDENTIALS),
    ACCESS_DENIED(Hold.Reason.AWS_ACCESS_DENIED),
    /** AWS understood the request and refused it; sending it again will not help. */
    REJECTED(Hold.Reason.AWS_REJECTED),
    /** The service is not in AWS's answer, or its cluster is unknown. It may be so for a moment. */
    NOT_FOUND(Hold.Reason.SERVICE_NOT_FOUND),
    /** AWS left a part of the answer out, or the answer contradicts itself. */
    INCOMPLETE(Hold.Reason.AWS_ANSWER_INCOMPLETE),
    /** The answer came too late to act on, for a reason that may be ours. */
    TOO_SLOW(Hold.Reason.LOOK_TOO_SLOW),
    /** Nobody foresaw it: a bug of ours, or something between us and AWS. */
    UNEXPECTED(Hold.Reason.UNEXPECTED_ERROR);

    private final Hold.Reason reason;

    Kind(Hold.Reason reason) {
      this.reason = reason;
    }

    /** The hold that this trouble means. */
    public Hold.Reason reason() {
      return reason;
    }

    /**
     * Whether the action was not carried out and will not be: AWS answered with a refusal, or it
     * was too late to send the request. After every other trouble it may still arrive.
     */
    public boolean refusal() {
      return switch (this) {
        case THROTTLED, CREDENTIALS, ACCESS_DENIED, REJECTED, NOT_FOUND, TOO_SLOW -> true;
        case UNREACHABLE, SERVER_ERROR, INCOMPLETE, UNEXPECTED -> false;
      };
    }
  }
}

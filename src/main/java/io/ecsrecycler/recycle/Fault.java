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
    /** AWS understood and said no; saying it again will not help. */
    REJECTED(Hold.Reason.AWS_REJECTED);

    private final Hold.Reason reason;

    Kind(Hold.Reason reason) {
      this.reason = reason;
    }

    /** The hold that this trouble means. */
    public Hold.Reason reason() {
      return reason;
    }
  }
}

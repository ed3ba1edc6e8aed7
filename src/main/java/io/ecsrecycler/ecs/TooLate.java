package io.ecsrecycler.ecs;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * An action was not sent because its time was over; the message says what took so long. It travels
 * as a cause, because the SDK rebuilds its own exceptions and would lose the class.
 */
final class TooLate extends RuntimeException {

  private static final long serialVersionUID = 1;

  private TooLate(String why) {
    super(why);
  }

  /** As the SDK's own exception. */
  static SdkClientException because(String why) {
    return SdkClientException.create(why, new TooLate(why));
  }
}

package io.ecsrecycler.ecs;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps a request back when its deadline is over. It looks right before the request is sent, when
 * everything that can take time is done: assuming a role, refreshing credentials, signing.
 */
final class Promptness implements ExecutionInterceptor {

  /** The deadline of a request; requests without one are sent at any time. */
  static final ExecutionAttribute<Deadline> DEADLINE = new ExecutionAttribute<>("RecyclerDeadline");

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Deadline deadline = attributes.getAttribute(DEADLINE);
    if (deadline != null && deadline.over()) {
      throw TooLate.because("getting credentials for it took too long");
    }
  }
}

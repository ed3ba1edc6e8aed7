package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;

/**
 * The one port to AWS: to the account and Region that a service's target means. Every method throws
 * {@link EcsFaultException} when AWS does not answer.
 */
public interface Ecs {

  /**
   * Looks at a service once: the service, all its tasks, its scalable target if asked for. All of
   * it or nothing: a look that could not be completed throws.
   */
  ServiceSnapshot look(Look look);

  /**
   * Carries out one action; returns once AWS has accepted it. The request is sent at most once:
   * when its answer is lost, nobody knows whether it was carried out.
   */
  void carryOut(ServiceName service, Action action);

  /**
   * The same, unless its deadline is over before the request can be sent. Then nothing is sent, and
   * the fault is {@link Fault.Kind#TOO_SLOW}.
   */
  default void carryOut(ServiceName service, Action action, Deadline deadline) {
    if (deadline.over()) {
      throw new EcsFaultException(
          new Fault(Fault.Kind.TOO_SLOW, "%s came too late to be sent.".formatted(action)));
    }
    carryOut(service, action);
  }

  /**
   * Finds a service.
   *
   * @param asked names or ARNs, and the target that was asked for
   */
  Located locate(ServiceName asked);
}

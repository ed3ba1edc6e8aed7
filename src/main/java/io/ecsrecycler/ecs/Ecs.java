package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Action;
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

  /** Carries out one action; returns once AWS has accepted it. */
  void carryOut(ServiceName service, Action action);

  /**
   * Finds a service.
   *
   * @param asked names or ARNs, and the target that was asked for
   */
  Located locate(ServiceName asked);
}

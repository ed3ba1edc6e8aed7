package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.ServiceName;

/** Where a cluster and a service, given by names or ARNs, were found. */
public sealed interface Located {

  /**
   * Found, and ACTIVE.
   *
   * @param name the names, as Application Auto Scaling needs them
   * @param region the Region, from the ARN
   * @param key what makes the service unique across accounts and Regions
   */
  record Found(ServiceName name, String region, String key) implements Located {}

  /** No target of that name is configured. */
  record NoSuchTarget(String message) implements Located {}

  /** The target is not for that; {@code field} says whether it is the cluster or the service. */
  record NotInTarget(String field, String message) implements Located {}

  /** No such cluster in this account and Region. */
  record NoSuchCluster(String message) implements Located {}

  /** No such service in the cluster, or it is being deleted. */
  record NoSuchService(String message) implements Located {}
}

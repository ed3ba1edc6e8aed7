package io.ecsrecycler.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A service to begin with: its tasks have been running for an hour and it is steady.
 *
 * @param cluster the cluster's name; it is created if need be
 * @param desiredCount how many tasks, at least 0
 * @param range the scalable target, or null for a service that is not autoscaled
 */
public record ServiceSeed(
    String cluster, String service, int desiredCount, Physics physics, @Nullable Range range) {

  public static ServiceSeed of(String cluster, String service, int desiredCount) {
    return new ServiceSeed(cluster, service, desiredCount, Physics.quick(), null);
  }

  public ServiceSeed with(Physics changed) {
    return new ServiceSeed(cluster, service, desiredCount, changed, range);
  }

  public ServiceSeed autoscaled(int min, int max) {
    return new ServiceSeed(cluster, service, desiredCount, physics, new Range(min, max));
  }

  /** The capacity autoscaling may choose from, both ends included. */
  public record Range(int min, int max) {}
}

package io.ecsrecycler.recycle;

import org.jspecify.annotations.Nullable;

/**
 * Which service is recycled, by names, never ARNs: Application Auto Scaling's key is made of names.
 *
 * @param cluster the cluster's name
 * @param service the service's name
 * @param target in which of the configured accounts and Regions; null for the default one
 */
public record ServiceName(String cluster, String service, @Nullable String target) {

  /** A service in the default account and Region. */
  public ServiceName(String cluster, String service) {
    this(cluster, service, null);
  }

  /** {@code cluster/service}, as people and Application Auto Scaling write it. */
  @Override
  public String toString() {
    return cluster + "/" + service;
  }
}

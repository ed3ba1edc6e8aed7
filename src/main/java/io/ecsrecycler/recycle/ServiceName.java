package io.ecsrecycler.recycle;

/**
 * Which service is recycled, by names, never ARNs: Application Auto Scaling's key is made of names.
 *
 * @param cluster the cluster's name
 * @param service the service's name
 */
public record ServiceName(String cluster, String service) {

  /** {@code cluster/service}, as people and Application Auto Scaling write it. */
  @Override
  public String toString() {
    return cluster + "/" + service;
  }
}

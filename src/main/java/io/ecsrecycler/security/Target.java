package io.ecsrecycler.security;

import org.jspecify.annotations.Nullable;

/**
 * A service that somebody wants to do something to.
 *
 * @param cluster its cluster's name
 * @param service its name
 * @param arn its ARN; null where it is not known
 */
public record Target(String cluster, String service, @Nullable String arn) {

  /** As somebody asked for it, by names or ARNs, before AWS was asked what they mean. */
  public static Target asked(String cluster, String service) {
    String name = lastPart(service);
    return new Target(lastPart(cluster), name, arn(cluster, name));
  }

  private static @Nullable String arn(String cluster, String service) {
    return cluster.startsWith("arn:") && cluster.contains(":cluster/")
        ? cluster.replace(":cluster/", ":service/") + "/" + service
        : null;
  }

  private static String lastPart(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return cluster + "/" + service;
  }
}

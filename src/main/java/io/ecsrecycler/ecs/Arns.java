package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.ServiceName;
import org.jspecify.annotations.Nullable;

/** Reads names out of ARNs, the old service format ({@code service/name}) included. */
final class Arns {

  private static final int REGION = 3;

  private Arns() {}

  static String region(String arn) {
    return arn.split(":", -1)[REGION];
  }

  /** The name behind the last slash of an ARN; a name stays as it is. */
  static String name(String arnOrName) {
    return arnOrName.substring(arnOrName.lastIndexOf('/') + 1);
  }

  static ServiceName service(String clusterArn, String serviceName, @Nullable String target) {
    return new ServiceName(name(clusterArn), serviceName, target);
  }
}

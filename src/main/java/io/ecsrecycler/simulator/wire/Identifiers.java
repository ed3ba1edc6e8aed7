package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;

/**
 * The names that callers give to things in a cluster: short ones, or ARNs. An ARN of another
 * cluster is refused, as ECS refuses it.
 */
final class Identifiers {

  /** What comes before the resource in an ARN. */
  private static final int PARTS = 6;

  private Identifiers() {}

  /**
   * The short name of what was asked for.
   *
   * @param kind the resource's type in an ARN, such as {@code task}
   */
  static String shortName(String kind, String nameOrArn, Cluster cluster) {
    if (!nameOrArn.startsWith("arn:")) {
      return nameOrArn;
    }
    String[] arn = nameOrArn.split(":", PARTS);
    String[] path = arn[arn.length - 1].split("/", -1);
    // ARNs of the old format have no cluster.
    if (arn.length < PARTS || !path[0].equals(kind) || path.length < 2 || path.length > 3) {
      throw SimulatedFault.invalid("Invalid identifier: " + nameOrArn + " is no ARN of a " + kind);
    }
    String place = place(arn);
    if (!place.equals(place(cluster.arn().split(":", PARTS)))) {
      throw SimulatedFault.invalid(
          "Identifier is for " + place + ". Your cluster is " + cluster.arn());
    }
    if (path.length == 3 && !path[1].equals(cluster.name())) {
      throw SimulatedFault.invalid(
          "Identifier is for " + path[1] + ". Your cluster is " + cluster.name());
    }
    return path[path.length - 1];
  }

  /** Region and account. */
  private static String place(String[] arn) {
    return arn[3] + ":" + arn[4];
  }
}

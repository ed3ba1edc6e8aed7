package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.ServiceReport.Scaling;
import io.ecsrecycler.simulator.ServiceReport.Suspension;
import java.time.Instant;

/**
 * What Application Auto Scaling knows of a service.
 *
 * @param resourceId {@code service/<cluster>/<service>}, names and not ARNs
 */
public record ScalableTarget(
    String resourceId,
    String arn,
    String roleArn,
    int minCapacity,
    int maxCapacity,
    Tuning tuning) {

  /** What is not capacity. */
  public record Tuning(Suspension suspension, Instant creationTime) {}

  public Scaling scaling() {
    return new Scaling(minCapacity, maxCapacity, tuning.suspension());
  }

  int clamp(int count) {
    return Math.max(minCapacity, Math.min(maxCapacity, count));
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * ECS's request quotas per account and Region (Amazon ECS API reference, "Request throttling"). AWS
 * does not publish those of Application Auto Scaling, so there are none.
 */
public final class Quotas {

  private enum Bucket {
    SERVICE_READS(100, 20),
    CLUSTER_RESOURCE_READS(100, 20),
    TASK_WRITES(100, 40),
    SERVICE_WRITES(50, 5),
    TASK_PROTECTION(200, 80),
    CLUSTER_READS(50, 20),
    DEFINITION_READS(50, 20);

    private final int burst;
    private final int perSecond;

    Bucket(int burst, int perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
    }
  }

  private final Map<Bucket, TokenBucket> buckets = new EnumMap<>(Bucket.class);

  /** Takes the call's token; false if there is none left and the call must be throttled. */
  public boolean admit(String operation, Instant now) {
    return bucketOf(operation)
        .map(b -> buckets.computeIfAbsent(b, x -> new TokenBucket(b.burst, b.perSecond, now)))
        .map(bucket -> bucket.take(now))
        .orElse(true);
  }

  private static Optional<Bucket> bucketOf(String operation) {
    return Optional.ofNullable(
        switch (operation) {
          case "DescribeServices", "ListServices" -> Bucket.SERVICE_READS;
          case "DescribeTasks",
              "ListTasks",
              "DescribeContainerInstances",
              "ListContainerInstances" ->
              Bucket.CLUSTER_RESOURCE_READS;
          case "StopTask", "RunTask" -> Bucket.TASK_WRITES;
          case "UpdateService", "CreateService", "DeleteService" -> Bucket.SERVICE_WRITES;
          case "GetTaskProtection", "UpdateTaskProtection" -> Bucket.TASK_PROTECTION;
          case "DescribeClusters", "ListClusters" -> Bucket.CLUSTER_READS;
          case "DescribeTaskDefinition", "ListTaskDefinitions" -> Bucket.DEFINITION_READS;
          default -> null;
        });
  }
}

package io.ecsrecycler.ecs;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps our requests below AWS's quotas, which an account's other tools share: we take at most half
 * of each bucket (ECS facts, section 7). Application Auto Scaling publishes none; its figure is an
 * assumption.
 */
final class RequestQuotas {

  /** AWS's buckets that we draw on: burst and sustained requests a second, half of AWS's. */
  enum Quota {
    SERVICE_READS(50, 10),
    TASK_READS(50, 10),
    TASK_STOPS(50, 20),
    SERVICE_WRITES(25, 2),
    TASK_DEFINITION_READS(25, 10),
    TASK_PROTECTION_READS(100, 40),
    TARGET_READS(20, 5),
    AUTOSCALING(20, 5);

    private final int burst;
    private final int perSecond;

    Quota(int burst, int perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
    }
  }

  private final Map<Quota, Bucket> buckets = new EnumMap<>(Quota.class);

  RequestQuotas() {
    for (Quota quota : Quota.values()) {
      buckets.put(
          quota,
          Bucket.builder()
              .addLimit(limit ->
                  limit.capacity(quota.burst).refillGreedy(quota.perSecond, Duration.ofSeconds(1)))
              .build());
    }
  }

  /** Waits for one request's turn; a virtual thread may well wait. */
  void await(Quota quota) {
    bucket(quota).asBlocking().consumeUninterruptibly(1);
  }

  /**
   * Waits for the turn of a request that must be sent before its deadline. Where the turn would
   * come later, it throws at once and leaves the turn to others.
   */
  void await(Quota quota, Deadline deadline) {
    boolean inTime =
        !deadline.over()
            && bucket(quota).asBlocking().tryConsumeUninterruptibly(1, deadline.left());
    if (!inTime) {
      throw TooLate.because("it would have waited too long for its turn in our own quota");
    }
  }

  private Bucket bucket(Quota quota) {
    return Objects.requireNonNull(buckets.get(quota));
  }
}

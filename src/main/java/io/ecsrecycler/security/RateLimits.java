package io.ecsrecycler.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** So many requests a minute each. Of the many, those not heard of for longest are forgotten. */
final class RateLimits {

  private static final int MOST_REMEMBERED = 10_000;

  private final int perMinute;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  RateLimits(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.time = new ByClock(clock);
  }

  /** Counts one request; the refusal, if it is one too many. */
  Optional<Refusal> refusal(String key, String whose) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(
            Refusal.tooMany(whose, perMinute, Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private Bucket bucket(String key) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(key, _ -> made());
    }
  }

  private Bucket made() {
    return Bucket.builder()
        .addLimit(it -> it.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private record ByClock(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return Duration.ofMillis(clock.millis()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}

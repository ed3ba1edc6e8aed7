package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.AwsSession;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.LoggedRecycle;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs one recycle, tick after tick, until it ends, is handed over, or belongs to somebody else.
 */
@Component
class RecycleLoop {

  /** Why a run came to its end. */
  enum Result {
    ENDED,
    /** It is paused and needs no place; {@link Parking} says when it is to look again. */
    PARKED,
    /** This process is going down; whoever takes the lease next goes on. */
    HANDED_OVER,
    /** Somebody else has claimed this recycle: the lease was lost. */
    FENCED
  }

  private static final Logger log = LoggerFactory.getLogger(RecycleLoop.class);

  private final SteadyTick tick;
  private final Waiter waiter;
  private final Parking parking;
  private final TakeOver takeOver;
  private final RecycleViews views;
  private final Counter fenced;

  RecycleLoop(
      SteadyTick tick,
      Waiter waiter,
      Parking parking,
      TakeOver takeOver,
      RecycleViews views,
      MeterRegistry meters) {
    this.tick = tick;
    this.waiter = waiter;
    this.parking = parking;
    this.takeOver = takeOver;
    this.views = views;
    this.fenced =
        Counter.builder("recycler.fenced")
            .description("How often this replica lost a recycle to another one and let go.")
            .register(meters);
  }

  /**
   * Runs a recycle; the job id, cluster and service are on every log line meanwhile, and AWS is
   * told for which recycle and on whose behalf.
   */
  Result run(String id) {
    RecycleView recycle = views.find(UUID.fromString(id)).orElseThrow();
    try (var _ = LoggedRecycle.of(recycle.recycle());
        var _ = waiter.running(id)) {
      return AwsSession.of(id, recycle.requestedBy()).call(() -> ticking(id));
    }
  }

  private Result ticking(String id) {
    try {
      Claim claim = takeOver.claim(id);
      while (!waiter.stopping()) {
        Optional<Duration> next = tick.run(claim);
        if (next.isEmpty()) {
          return Result.ENDED;
        }
        if (parking.leaves(id)) {
          return Result.PARKED;
        }
        waiter.await(id, next.get());
      }
      return Result.HANDED_OVER;
    } catch (FencedException e) {
      log.warn("Letting go: {}", e.getMessage());
      fenced.increment();
      return Result.FENCED;
    } finally {
      tick.forget(id);
    }
  }
}

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
    /** This process is going down; whoever takes the lease next goes on. */
    HANDED_OVER,
    /** Somebody else has claimed this recycle: the lease was lost. */
    FENCED
  }

  private static final Logger log = LoggerFactory.getLogger(RecycleLoop.class);

  private final SteadyTick tick;
  private final LookPace pace;
  private final Waiter waiter;
  private final TakeOver takeOver;
  private final RecycleViews views;
  private final Counter fenced;

  RecycleLoop(
      SteadyTick tick,
      LookPace pace,
      Waiter waiter,
      TakeOver takeOver,
      RecycleViews views,
      MeterRegistry meters) {
    this.tick = tick;
    this.pace = pace;
    this.waiter = waiter;
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
        var _ = pace.running()) {
      return AwsSession.of(id, recycle.requestedBy()).call(() -> ticking(id));
    }
  }

  private Result ticking(String id) {
    Claim claim = takeOver.claim(id);
    try {
      while (!waiter.stopping()) {
        Optional<Duration> next = tick.run(claim);
        if (next.isEmpty()) {
          return Result.ENDED;
        }
        waiter.await(id, pace.atLeast(next.get()));
      }
      return Result.HANDED_OVER;
    } catch (FencedException e) {
      log.warn("Letting go: {}", e.getMessage());
      fenced.increment();
      return Result.FENCED;
    } finally {
      waiter.forget(id);
      tick.forget(id);
    }
  }
}

package io.ecsrecycler.engine;

import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.recycle.ServiceName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
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
    /** Somebody else has written this recycle: the lease was lost. */
    FENCED
  }

  private static final Logger log = LoggerFactory.getLogger(RecycleLoop.class);

  private final Tick tick;
  private final LookPace pace;
  private final Waiter waiter;
  private final RecycleViews views;

  RecycleLoop(Tick tick, LookPace pace, Waiter waiter, RecycleViews views) {
    this.tick = tick;
    this.pace = pace;
    this.waiter = waiter;
    this.views = views;
  }

  /** Runs a recycle; the job id, cluster and service are on every log line meanwhile. */
  Result run(String id) {
    ServiceName service = views.find(UUID.fromString(id)).orElseThrow().recycle().spec().service();
    try (var _ = MDC.putCloseable("job", id);
        var _ = MDC.putCloseable("cluster", service.cluster());
        var _ = MDC.putCloseable("service", service.service());
        var _ = pace.running()) {
      return ticking(id);
    }
  }

  private Result ticking(String id) {
    while (!waiter.stopping()) {
      Optional<Duration> next;
      try {
        next = tick.run(id);
      } catch (FencedException e) {
        log.warn("Letting go: {}", e.getMessage());
        return Result.FENCED;
      }
      if (next.isEmpty()) {
        return Result.ENDED;
      }
      waiter.await(pace.atLeast(next.get()));
    }
    return Result.HANDED_OVER;
  }
}

package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.AwsSession;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.recycle.ServiceName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

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

  private final Tick tick;
  private final Waiter waiter;
  private final Parking parking;
  private final JobStore store;
  private final RecycleViews views;
  private final Counter fenced;

  RecycleLoop(
      Tick tick,
      Waiter waiter,
      Parking parking,
      JobStore store,
      RecycleViews views,
      MeterRegistry meters) {
    this.tick = tick;
    this.waiter = waiter;
    this.parking = parking;
    this.store = store;
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
    ServiceName service = recycle.recycle().spec().service();
    try (var _ = MDC.putCloseable("job", id);
        var _ = MDC.putCloseable("cluster", service.cluster());
        var _ = MDC.putCloseable("service", service.service());
        var _ = waiter.running(id)) {
      return AwsSession.of(id, recycle.requestedBy()).call(() -> ticking(id));
    }
  }

  /**
   * A database that is away does not cost a recycle its place: others may wait for it for hours.
   */
  private Optional<Duration> step(Claim claim) {
    try {
      return tick.run(claim);
    } catch (DataAccessException | TransactionException e) {
      Trouble.tell(claim.id(), e);
      return Optional.of(Trouble.RETRY);
    }
  }

  private Result ticking(String id) {
    Claim claim = store.claim(id);
    try {
      while (!waiter.stopping()) {
        Optional<Duration> next = step(claim);
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
    }
  }
}

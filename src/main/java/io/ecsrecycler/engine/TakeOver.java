package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.SteadyClock;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StaleStateException;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Timeline;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The first thing that a process does with a recycle that it has claimed: it brings the deadlines
 * that another process has written, by another clock perhaps, in line with its own.
 */
@Component
public class TakeOver {

  private final JobStore store;
  private final Clock clock;

  @Autowired
  TakeOver(JobStore store, SteadyClock clock) {
    this(store, (Clock) clock);
  }

  /** Takes over from that store, by that clock. */
  public TakeOver(JobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Claims a recycle and takes it over.
   *
   * @throws FencedException when another process has claimed it since
   */
  public Claim claim(String id) {
    Claim claim = store.claim(id);
    of(claim);
    return claim;
  }

  private void of(Claim claim) {
    Optional<StoredRecycle> stored = store.load(claim.id());
    while (stored.isPresent() && !stored.get().recycle().ended()) {
      StoredRecycle before = stored.get();
      if (before.epoch() != claim.epoch()) {
        throw new FencedException(claim, before.epoch());
      }
      Recycle next = Timeline.takenOver(before.recycle(), clock.instant());
      if (next.equals(before.recycle())) {
        return;
      }
      try {
        store.commit(before, next, List.of());
        return;
      } catch (StaleStateException _) {
        // A command has come in between: its state is the one to take over.
        stored = store.load(claim.id());
      }
    }
  }
}

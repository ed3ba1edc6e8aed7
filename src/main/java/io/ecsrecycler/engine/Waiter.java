package io.ecsrecycler.engine;

import io.ecsrecycler.job.RecycleChanges;
import io.ecsrecycler.job.RecycleChanges.Stamp;
import io.ecsrecycler.job.RecycleCommanded;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Waits between ticks, as long as the pace wants. A command to a recycle ends its wait, whichever
 * replica took the command; a shutdown ends every wait, so that recycles are handed over.
 */
@Component
class Waiter {

  /** Changes are looked for once a second, so that a shorter wait ends as soon by itself. */
  private static final Duration WORTH_WATCHING = Duration.ofSeconds(2);

  private final Map<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private final LookPace pace;
  private final RecycleChanges changes;
  private final LastSeen seen;
  private volatile boolean stopping;

  Waiter(LookPace pace, RecycleChanges changes, LastSeen seen) {
    this.pace = pace;
    this.changes = changes;
    this.seen = seen;
  }

  /** A recycle runs here until this is closed; commands to it are noticed from now on. */
  LookPace.Running running(String id) {
    seen.forget(id);
    waiting.put(id, new Semaphore(0));
    LookPace.Running running = pace.running();
    return () -> {
      running.close();
      waiting.remove(id);
      seen.forget(id);
    };
  }

  /** Waits for the next step of a recycle that is running here. */
  void await(String id, Duration howLong) {
    Semaphore wake = waiting.get(id);
    if (wake == null || stopping) {
      return;
    }
    Duration wait = pace.atLeast(howLong);
    try (RecycleChanges.Watching _ = watching(id, wait, wake)) {
      if (wake.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
    seen.forget(id);
  }

  private RecycleChanges.Watching watching(String id, Duration wait, Semaphore wake) {
    return seen.of(id)
        .filter(_ -> wait.compareTo(WORTH_WATCHING) > 0)
        .map(it -> changes.watch(UUID.fromString(id), Stamp.of(it), wake::release))
        .orElse(() -> {});
  }

  boolean stopping() {
    return stopping;
  }

  @EventListener
  void wake(RecycleCommanded commanded) {
    Semaphore wake = waiting.get(commanded.id());
    if (wake != null) {
      wake.release();
    }
  }

  /** Ends every wait, now and from now on. */
  void stop() {
    stopping = true;
    waiting.values().forEach(Semaphore::release);
  }
}

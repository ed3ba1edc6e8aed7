package io.ecsrecycler.engine;

import io.ecsrecycler.job.RecycleCommanded;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Waits between ticks. A command to a recycle ends its wait, and a shutdown ends every wait, so
 * that recycles are handed over.
 */
@Component
class Waiter {

  private final Map<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  void await(String id, Duration howLong) {
    Semaphore wake = waiting.computeIfAbsent(id, _ -> new Semaphore(0));
    if (stopping) {
      return;
    }
    try {
      if (wake.tryAcquire(howLong.toNanos(), TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  /** That recycle is not run here any more. */
  void forget(String id) {
    waiting.remove(id);
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

package io.ecsrecycler.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits between ticks; a shutdown ends every wait at once, so that recycles are handed over. */
@Component
class Waiter {

  private final CountDownLatch stop = new CountDownLatch(1);

  void await(Duration howLong) {
    try {
      if (stop.await(howLong.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  boolean stopping() {
    return stop.getCount() == 0;
  }

  /** Ends every wait, now and from now on. */
  void stop() {
    stop.countDown();
  }
}

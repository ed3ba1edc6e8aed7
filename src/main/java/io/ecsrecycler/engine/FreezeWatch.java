package io.ecsrecycler.engine;

import io.ecsrecycler.job.Freezes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has freeze windows begin and end, and pauses what slipped through. On every replica, with a
 * thread of its own: a replica that is full of recycles would get to no other execution for hours.
 */
@Component
class FreezeWatch implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(FreezeWatch.class);
  private static final long PACE_SECONDS = 10;

  private final Freezes freezes;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("freeze").factory());

  FreezeWatch(Freezes freezes) {
    this.freezes = freezes;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    looking.scheduleWithFixedDelay(this::look, 0, PACE_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      freezes.apply();
    } catch (RuntimeException e) {
      log.warn("Whether everything is frozen is looked at again in a moment: {}", e.getMessage());
    }
  }

  @Override
  public void destroy() {
    looking.shutdownNow();
  }
}

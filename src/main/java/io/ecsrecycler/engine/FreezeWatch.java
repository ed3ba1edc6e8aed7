package io.ecsrecycler.engine;

import io.ecsrecycler.job.Freezes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private static final long PACE_SECONDS = 10;

  private final Freezes freezes;
  private final Trouble trouble;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("freeze").factory());

  FreezeWatch(Freezes freezes, Trouble trouble) {
    this.freezes = freezes;
    this.trouble = trouble;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    looking.scheduleWithFixedDelay(this::look, 0, PACE_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      freezes.apply();
    } catch (RuntimeException e) {
      trouble.tell("Whether everything is frozen could not be looked at", e);
    }
  }

  @Override
  public void destroy() {
    looking.shutdown();
  }
}

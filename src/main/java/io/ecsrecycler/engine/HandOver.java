package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * SIGTERM: nothing new is taken up, and what runs is handed over at its next safe point, before the
 * web server and the database go.
 */
@Component
class HandOver {

  private final Scheduler scheduler;
  private final Waiter waiter;

  HandOver(Scheduler scheduler, Waiter waiter) {
    this.scheduler = scheduler;
    this.waiter = waiter;
  }

  @EventListener
  void onClosing(ContextClosedEvent closing) {
    scheduler.pause();
    waiter.stop();
  }
}

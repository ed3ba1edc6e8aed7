package io.ecsrecycler.notify;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.ecsrecycler.job.Notifications;
import io.ecsrecycler.job.RecycleEnded;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Queues a report in the transaction that ends a recycle: there is one for every recycle that
 * ended, and none for one that did not.
 */
@Component
class MailReports {

  /** The channel's name on the recycle. */
  static final String CHANNEL = "MAIL";

  private final MailProperties properties;
  private final Notifications notifications;
  private final ObjectProvider<Scheduler> scheduler;
  private final CustomTask<Void> mailTask;
  private final Clock clock;

  MailReports(
      MailProperties properties,
      Notifications notifications,
      ObjectProvider<Scheduler> scheduler,
      CustomTask<Void> mailTask,
      Clock clock) {
    this.properties = properties;
    this.notifications = notifications;
    this.scheduler = scheduler;
    this.mailTask = mailTask;
    this.clock = clock;
  }

  @EventListener
  void queue(RecycleEnded ended) {
    if (!properties.wanted()) {
      return;
    }
    notifications.queued(ended.id(), CHANNEL);
    scheduler.getObject().schedule(mailTask.instance(ended.id()), clock.instant());
  }
}

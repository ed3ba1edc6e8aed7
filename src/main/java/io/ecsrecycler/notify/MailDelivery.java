package io.ecsrecycler.notify;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import io.ecsrecycler.job.LoggedRecycle;
import io.ecsrecycler.job.NotificationView.Status;
import io.ecsrecycler.job.Notifications;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one report, and says what is to happen when the mail server refuses. */
@Component
class MailDelivery {

  /**
   * Five attempts within about two hours unless configured otherwise; then the report counts as
   * failed.
   */
  private static final int ATTEMPTS = 5;

  private static final int BACK_OFF = 6;

  private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

  private final MailProperties properties;
  private final ReportMail mail;
  private final Sending sending;
  private final RecycleViews views;
  private final Notifications notifications;
  private final Clock clock;

  MailDelivery(
      MailProperties properties,
      ReportMail mail,
      Sending sending,
      RecycleViews views,
      Notifications notifications,
      Clock clock) {
    this.properties = properties;
    this.mail = mail;
    this.sending = sending;
    this.views = views;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * Tries once.
   *
   * @param execution which report
   */
  CompletionHandler<Void> deliver(Execution execution) {
    String id = execution.taskInstance.getId();
    Optional<RecycleView> found = views.find(UUID.fromString(id));
    if (found.isEmpty()) {
      log.warn("Recycle {} was forgotten before its report could be mailed", id);
      return (_, operations) -> operations.remove();
    }
    try (var _ = LoggedRecycle.of(found.get().recycle())) {
      return properties.wanted()
          ? deliver(id, found.get())
          : givenUp(id, "recycler.notifications.mail.to is empty now");
    }
  }

  /** An address or a port may be refused by the mail library as well as by the server. */
  private CompletionHandler<Void> deliver(String id, RecycleView recycle) {
    try {
      if (!sending.run(() -> mail.send(new RecycleReport(recycle)))) {
        log.info("The service stops: the report on recycle {} is mailed by the next process", id);
        return (complete, operations) -> operations.reschedule(complete, clock.instant());
      }
    } catch (RuntimeException | MessagingException e) {
      return refused(id, recycle.attemptsBy(MailReports.CHANNEL) + 1, reason(e));
    }
    notifications.attempted(id, MailReports.CHANNEL, Status.SENT, null);
    log.info("Mailed the report on recycle {}", id);
    return (_, operations) -> operations.remove();
  }

  private CompletionHandler<Void> refused(String id, int attempts, String why) {
    if (attempts >= ATTEMPTS) {
      return givenUp(id, why);
    }
    Duration pause =
        properties.retryAfter().multipliedBy((long) Math.pow(BACK_OFF, attempts - 1.0));
    log.warn(
        "The report on recycle {} could not be mailed, trying again in {} s: {}",
        id,
        pause.toSeconds(),
        why);
    notifications.attempted(id, MailReports.CHANNEL, Status.PENDING, why);
    return (complete, operations) -> operations.reschedule(complete, clock.instant().plus(pause));
  }

  private CompletionHandler<Void> givenUp(String id, String why) {
    log.error("The report on recycle {} is not mailed any more: {}", id, why);
    notifications.attempted(id, MailReports.CHANNEL, Status.FAILED, why);
    return (_, operations) -> operations.remove();
  }

  /** The innermost message: the mail server's own words. */
  private static String reason(Exception e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String kind = innermost.getClass().getSimpleName();
    return innermost.getMessage() == null ? kind : kind + ": " + innermost.getMessage();
  }
}

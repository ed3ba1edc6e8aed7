package io.ecsrecycler.notify;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import io.ecsrecycler.job.LoggedRecycle;
import io.ecsrecycler.job.NotificationView.Status;
import io.ecsrecycler.job.Notifications;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
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
  private final ObjectProvider<JavaMailSender> sender;
  private final RecycleViews views;
  private final Notifications notifications;
  private final Clock clock;

  MailDelivery(
      MailProperties properties,
      ObjectProvider<JavaMailSender> sender,
      RecycleViews views,
      Notifications notifications,
      Clock clock) {
    this.properties = properties;
    this.sender = sender;
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
    RecycleView recycle = views.find(UUID.fromString(id)).orElseThrow();
    try (var _ = LoggedRecycle.of(recycle.recycle())) {
      return deliver(id, recycle);
    }
  }

  private CompletionHandler<Void> deliver(String id, RecycleView recycle) {
    try {
      send(new RecycleReport(recycle));
    } catch (MailException | MessagingException e) {
      return refused(id, recycle.attemptsBy(MailReports.CHANNEL) + 1, reason(e));
    }
    notifications.attempted(id, MailReports.CHANNEL, Status.SENT, null);
    log.info("Mailed the report on recycle {}", id);
    return (_, operations) -> operations.remove();
  }

  private void send(RecycleReport report) throws MessagingException {
    JavaMailSender smtp = sender.getObject();
    MimeMessage message = smtp.createMimeMessage();
    MimeMessageHelper mail = new MimeMessageHelper(message, true, "UTF-8");
    mail.setFrom(Objects.requireNonNull(properties.from()));
    mail.setTo(properties.to().toArray(String[]::new));
    mail.setCc(properties.cc().toArray(String[]::new));
    mail.setBcc(properties.bcc().toArray(String[]::new));
    mail.setSubject(report.subject(properties));
    mail.setText(report.text(), report.html());
    smtp.send(message);
  }

  private CompletionHandler<Void> refused(String id, int attempts, String why) {
    if (attempts >= ATTEMPTS) {
      log.error(
          "Giving up mailing the report on recycle {} after {} attempts: {}", id, attempts, why);
      notifications.attempted(id, MailReports.CHANNEL, Status.FAILED, why);
      return (_, operations) -> operations.remove();
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

  /** The innermost message: the mail server's own words. */
  private static String reason(Exception e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
  }
}

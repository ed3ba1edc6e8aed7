package io.ecsrecycler.notify;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The report by mail. It goes out when there is somebody to send it to; then {@link MailSetup} sees
 * to it that there is a sender and a server.
 *
 * @param from the sender's address; needed as soon as somebody is to get the report
 * @param to who gets the report; empty: nobody
 * @param cc who gets a copy
 * @param bcc who gets a copy unseen
 * @param subjectPrefix what the subject begins with
 * @param subject what the subject goes on with, before date and outcome
 * @param retryAfter how long after the first refusal the mail is tried again; every further pause
 *     is six times as long
 */
@Validated
@ConfigurationProperties("recycler.notifications.mail")
record MailProperties(
    @Nullable @Email(message = "must be a mail address") String from,
    @DefaultValue @Size(max = 100)
        List<@NotBlank @Email(message = "must be a mail address") String> to,
    @DefaultValue @Size(max = 100)
        List<@NotBlank @Email(message = "must be a mail address") String> cc,
    @DefaultValue @Size(max = 100)
        List<@NotBlank @Email(message = "must be a mail address") String> bcc,
    @DefaultValue("ECS") String subjectPrefix,
    @DefaultValue("Task recycle") String subject,
    @DefaultValue("30s") @DurationMin(millis = 1) Duration retryAfter) {

  /** Whether somebody is to get the report. */
  boolean wanted() {
    return !to.isEmpty();
  }
}

package io.ecsrecycler.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands a report to the mail server. */
@Component
class ReportMail {

  private final MailProperties properties;
  private final ObjectProvider<JavaMailSender> sender;

  ReportMail(MailProperties properties, ObjectProvider<JavaMailSender> sender) {
    this.properties = properties;
    this.sender = sender;
  }

  void send(RecycleReport report) throws MessagingException {
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
}

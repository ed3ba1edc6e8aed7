package io.ecsrecycler.notify;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whether the report by mail is configured completely. Who gets a report relies on it, so half a
 * configuration does not start.
 */
final class MailSetup {

  private static final Logger log = LoggerFactory.getLogger(MailSetup.class);

  private static final String PREFIX = "recycler.notifications.mail";
  private static final String TO = PREFIX + ".to";
  private static final String FROM = PREFIX + ".from";
  private static final String HOST = "spring.mail.host";
  private static final String PORT = "spring.mail.port";
  private static final int LAST_PORT = 65_535;

  private final Environment environment;
  private final MailProperties mail;

  private MailSetup(Environment environment) {
    this.environment = environment;
    this.mail = Binder.get(environment).bindOrCreate(PREFIX, MailProperties.class);
  }

  /**
   * Refuses half a configuration; warns where something is configured and nobody gets a report.
   *
   * @throws MailSetupException when somebody is to get a report and cannot
   */
  static void check(Environment environment) {
    MailSetup setup = new MailSetup(environment);
    if (setup.mail.wanted()) {
      setup.refuseWhatIsMissing();
    } else {
      setup.tellWhatIsOfNoUse();
    }
  }

  private void refuseWhatIsMissing() {
    if (blank(mail.from())) {
      throw MailSetupException.missing(FROM, "the sender's address", TO);
    }
    if (unset(HOST, "spring.mail.jndi-name")) {
      throw MailSetupException.missing(HOST, "the mail server's name", TO);
    }
    int port = Binder.get(environment).bind(PORT, Integer.class).orElse(1);
    if (port < 1 || port > LAST_PORT) {
      throw MailSetupException.noPort(PORT, port);
    }
  }

  private void tellWhatIsOfNoUse() {
    if (!mail.cc().isEmpty() || !mail.bcc().isEmpty()) {
      throw MailSetupException.missing(
          TO, "who gets the report", PREFIX + (mail.cc().isEmpty() ? ".bcc" : ".cc"));
    }
    Optional<String> useless =
        Stream.of(FROM, HOST, PORT, "spring.mail.username", "spring.mail.password")
            .filter(name -> !unset(name))
            .findFirst();
    useless.ifPresent(
        name -> log.warn("Nobody gets a report by mail: {} is set, and {} is empty", name, TO));
  }

  private boolean unset(String... names) {
    return Stream.of(names).allMatch(name -> blank(environment.getProperty(name)));
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}

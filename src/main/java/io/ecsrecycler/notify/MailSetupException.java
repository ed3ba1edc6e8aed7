package io.ecsrecycler.notify;

/** The report by mail is configured, and could not be sent to anybody. */
final class MailSetupException extends RuntimeException {

  private final String remedy;

  private MailSetupException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }

  static MailSetupException missing(String property, String what, String because) {
    return new MailSetupException(
        "%s is missing, and %s is set: no report could be sent.".formatted(property, because),
        "Set %s to %s, or remove %s.".formatted(property, what, because));
  }

  static MailSetupException noPort(String property, int port) {
    return new MailSetupException(
        "%s is %d, which is no port: no report could be sent.".formatted(property, port),
        "Set %s to a port from 1 to 65535, such as 587, or remove it.".formatted(property));
  }
}

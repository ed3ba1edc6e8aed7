package io.ecsrecycler.simulator;

/**
 * An error as AWS answers it over JSON 1.1: HTTP 400 (500 for server faults) with {@code __type}
 * and {@code message}. Throttling is HTTP 400, too, as AWS does it.
 */
public final class SimulatedFault extends RuntimeException {

  private final String type;
  private final String text;
  private final int httpStatus;

  public SimulatedFault(String type, String message, int httpStatus) {
    super(type + ": " + message);
    this.type = type;
    this.text = message;
    this.httpStatus = httpStatus;
  }

  /** An error of the caller's making: HTTP 400. */
  public static SimulatedFault client(String type, String message) {
    return new SimulatedFault(type, message, 400);
  }

  public static SimulatedFault invalid(String message) {
    return client("InvalidParameterException", message);
  }

  public static SimulatedFault throttled() {
    return client("ThrottlingException", "Rate exceeded");
  }

  /** The error's name as AWS spells it, without a namespace: {@code ClusterNotFoundException}. */
  public String type() {
    return type;
  }

  /** AWS's sentence, without the type that {@link #getMessage()} puts before it. */
  public String text() {
    return text;
  }

  public int httpStatus() {
    return httpStatus;
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Fault;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Reads a fault: {@code {"kind": …}} and what else its kind needs. */
final class FaultJson {

  private FaultJson() {}

  static Fault read(Input input) {
    String kind = input.string("kind", "");
    return switch (kind) {
      case "replacements-never-healthy" -> new Fault.ReplacementsNeverHealthy();
      case "replacements-exit" -> new Fault.ReplacementsExit(seconds(input, 0));
      case "no-capacity" -> new Fault.NoCapacity();
      case "throttle" -> new Fault.Throttle(rate(input));
      case "server-error" -> new Fault.ServerError(rate(input));
      case "access-denied" -> new Fault.AccessDenied(input.string("operation"));
      case "deployment" -> new Fault.Deployment(seconds(input, 0));
      case "desired-count" -> new Fault.DesiredCount(value(input));
      case "task-dies" -> new Fault.TaskDies();
      case "scale-in" -> new Fault.ScaleIn();
      default ->
          throw new IllegalArgumentException(
              "kind must be one of replacements-never-healthy, replacements-exit, no-capacity,"
                  + " deployment, desired-count, task-dies, throttle, server-error, access-denied,"
                  + " scale-in");
    };
  }

  private static Duration seconds(Input input, int otherwise) {
    JsonNode seconds = input.json().path("seconds");
    double value = seconds.asDouble(otherwise);
    if (value < 0) {
      throw new IllegalArgumentException("seconds must not be negative");
    }
    return Duration.ofMillis(Math.round(value * 1000));
  }

  private static double rate(Input input) {
    return input.json().path("rate").asDouble(1);
  }

  private static int value(Input input) {
    Integer value = input.integer("value");
    if (value == null || value < 0) {
      throw new IllegalArgumentException("value must be a whole number, 0 or more");
    }
    return value;
  }
}

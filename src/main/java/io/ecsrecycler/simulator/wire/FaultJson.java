package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.PassingError;
import io.ecsrecycler.simulator.ServiceReport;
import io.ecsrecycler.simulator.TaskTrouble;
import io.ecsrecycler.simulator.WrongRead;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads a fault: {@code {"kind": …}} and what else its kind needs. */
final class FaultJson {

  /** Every kind but the wrong reads, for whoever asks for one that is not there. */
  private static final List<String> KINDS =
      List.of(
          "replacements-never-healthy",
          "replacements-exit",
          "no-capacity",
          "never-settles",
          "throttle",
          "server-error",
          "access-denied",
          "deployment",
          "desired-count",
          "task-dies",
          "scale-in",
          "crash-loop",
          "agents-disconnected",
          "targets-unavailable",
          "places",
          "slow-draining",
          "wrapped-throttle",
          "concurrent-update",
          "rollout-fails",
          "service-recreated",
          "scalable-target-deleted",
          "scalable-target-changed");

  /** Thirty days. */
  private static final int MOST_SECONDS = 2_592_000;

  private FaultJson() {}

  static Fault read(Input input) {
    String kind = input.string("kind", "");
    return switch (kind) {
      case "replacements-never-healthy" -> new Fault.ReplacementsNeverHealthy();
      case "replacements-exit" -> new Fault.ReplacementsExit(seconds(input, 0));
      case "no-capacity" -> new Fault.NoCapacity();
      case "never-settles" -> new Fault.NeverSettles();
      case "throttle" -> new Fault.Throttle(rate(input));
      case "server-error" -> new Fault.ServerError(rate(input));
      case "access-denied" -> new Fault.AccessDenied(input.string("operation"));
      case "deployment" -> new Fault.Deployment(seconds(input, 0));
      case "desired-count" -> new Fault.DesiredCount(value(input));
      case "task-dies" -> new Fault.TaskDies();
      case "scale-in" -> new Fault.ScaleIn();
      case "crash-loop" -> new TaskTrouble.CrashLoop(seconds(input, 5));
      case "agents-disconnected" -> new TaskTrouble.AgentsDisconnected();
      case "targets-unavailable" -> new TaskTrouble.TargetsUnavailable();
      case "places" -> new TaskTrouble.Places(value(input));
      case "slow-draining" -> new TaskTrouble.SlowDraining(seconds(input, 300));
      case "wrapped-throttle" -> new PassingError.WrappedThrottle(rate(input));
      case "concurrent-update" -> new PassingError.ConcurrentUpdate(rate(input));
      case "rollout-fails" -> new Meddling.RolloutFails(input.isTrue("oldKept"));
      case "service-recreated" -> new Meddling.ServiceRecreated(seconds(input, 0));
      case "scalable-target-deleted" -> new Meddling.ScalableTargetDeleted();
      case "scalable-target-changed" -> scalableTarget(input);
      default -> wrongRead(kind, input);
    };
  }

  private static Fault wrongRead(String kind, Input input) {
    WrongRead.What what = WrongRead.What.of(kind).orElseThrow(() -> unknown(kind));
    int times = input.has("times") ? positive(input, "times") : Integer.MAX_VALUE;
    return new WrongRead(what, new WrongRead.Often(rate(input), times), input.string("reason"));
  }

  private static IllegalArgumentException unknown(String kind) {
    String known =
        Stream.concat(
                KINDS.stream(), Arrays.stream(WrongRead.What.values()).map(WrongRead.What::kind))
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException("kind cannot be '" + kind + "'. It is one of " + known);
  }

  /** All three flags are set where one of them is given; what is left out is false. */
  private static Fault scalableTarget(Input input) {
    Input flags = input.structure("suspendedState");
    return new Meddling.ScalableTargetChanged(
        input.integer("min"),
        input.integer("max"),
        input.has("suspendedState")
            ? new ServiceReport.Suspension(
                flags.isTrue("dynamicScalingInSuspended"),
                flags.isTrue("dynamicScalingOutSuspended"),
                flags.isTrue("scheduledScalingSuspended"))
            : null);
  }

  private static Duration seconds(Input input, int otherwise) {
    JsonNode seconds = input.json().path("seconds");
    if (!seconds.isMissingNode() && !seconds.isNumber()) {
      throw new IllegalArgumentException("seconds must be a number");
    }
    double value = seconds.asDouble(otherwise);
    if (!(value >= 0 && value <= MOST_SECONDS)) {
      throw new IllegalArgumentException("seconds must be between 0 and " + MOST_SECONDS);
    }
    return Duration.ofMillis(Math.round(value * 1000));
  }

  private static double rate(Input input) {
    JsonNode rate = input.json().path("rate");
    if (!rate.isMissingNode() && !rate.isNumber()) {
      throw new IllegalArgumentException("rate must be a number between 0 and 1");
    }
    return rate.asDouble(1);
  }

  private static int value(Input input) {
    Integer value = input.integer("value");
    if (value == null || value < 0) {
      throw new IllegalArgumentException("value must be a whole number, 0 or more");
    }
    return value;
  }

  private static int positive(Input input, String name) {
    int value = input.integer(name, 0);
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be a whole number, 1 or more");
    }
    return value;
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.Physics.Pace;
import io.ecsrecycler.simulator.Physics.Quirks;
import io.ecsrecycler.simulator.ScaleInPick;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads a service's physics from its tags, {@code simulator:startSeconds} and the like. */
final class PhysicsTags {

  private static final String PREFIX = "simulator:";

  private PhysicsTags() {}

  static Physics applied(Physics usual, JsonNode tags) {
    Physics physics = usual;
    for (JsonNode tag : tags) {
      String key = tag.path("key").asString("");
      if (key.startsWith(PREFIX)) {
        physics = with(physics, key, tag.path("value").asString(""));
      }
    }
    return physics;
  }

  private static Physics with(Physics physics, String key, String value) {
    Pace pace = physics.pace();
    Quirks quirks = physics.quirks();
    try {
      return switch (key.substring(PREFIX.length())) {
        case "startSeconds" -> physics.withPace(pace.withStart(seconds(value)));
        case "healthySeconds" -> physics.withPace(pace.withHealthy(seconds(value)));
        case "stopSeconds" -> physics.withPace(pace.withStop(seconds(value)));
        case "schedulerSeconds" -> physics.withPace(pace.withScheduler(seconds(value)));
        case "settleSeconds" -> physics.withPace(pace.withSettle(seconds(value)));
        case "registerSeconds" -> physics.withPace(pace.withRegister(seconds(value)));
        case "readLagSeconds" -> physics.withReadLag(seconds(value));
        case "scaleInPicks" -> physics.withQuirks(quirks.withScaleInPicks(pick(value)));
        case "replacementAwaitsStop" ->
            physics.withQuirks(quirks.withReplacementAwaitsStop(Boolean.parseBoolean(value)));
        case "replacesUnhealthy" ->
            physics.withQuirks(quirks.withReplacesUnhealthy(Boolean.parseBoolean(value)));
        case "omittedSuspensionResumes" ->
            physics.withQuirks(quirks.withOmittedSuspensionResumes(Boolean.parseBoolean(value)));
        default -> throw SimulatedFault.invalid("The simulator knows no tag " + key + ".");
      };
    } catch (IllegalArgumentException e) {
      throw SimulatedFault.invalid("The tag " + key + " cannot be " + value + ".");
    }
  }

  private static Duration seconds(String value) {
    double seconds = Double.parseDouble(value);
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new IllegalArgumentException("between 0 and 86400 seconds");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static ScaleInPick pick(String value) {
    return ScaleInPick.valueOf(value.toUpperCase(Locale.ROOT));
  }
}

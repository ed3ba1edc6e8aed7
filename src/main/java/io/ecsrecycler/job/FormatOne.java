package io.ecsrecycler.job;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads state documents of format 1, which knew one task at a time and no pause: what it did not
 * know becomes what it did then.
 */
final class FormatOne {

  private static final int SECONDS_OF_A_DAY = 86_400;

  private FormatOne() {}

  static JsonNode upgraded(JsonNode document) {
    ObjectNode upgraded = (ObjectNode) document.deepCopy();
    ObjectNode recycle = (ObjectNode) upgraded.get("recycle");
    upgraded.put("format", 2);
    spec((ObjectNode) recycle.get("spec"));
    phase((ObjectNode) recycle.get("phase"), recycle.path("plan").path("slots"));
    if (recycle.get("plan") instanceof ObjectNode plan) {
      plan(plan);
    }
    ObjectNode brakes = recycle.putObject("brakes");
    brakes.set("hold", recycle.remove("hold"));
    brakes.putNull("pause").putNull("ending");
    return upgraded;
  }

  private static void spec(ObjectNode spec) {
    spec.putObject("selection").putArray("taskArns");
    ObjectNode rhythm = spec.putObject("rhythm");
    rhythm.set("maintainServiceState", spec.remove("maintainServiceState"));
    rhythm.set("waitTime", spec.remove("waitTime"));
    rhythm.putObject("batch").put("value", 1).put("unit", "TASKS");
    spec.putObject("caution")
        .put("waitForDeployment", false)
        .put("protectedTasks", "STOP")
        .put("ignoreTargetHealth", false)
        .put("minimumHealthy", "PT0S")
        .put("maxFailedReplacements", 1);
    ((ObjectNode) spec.get("patience")).put("pause", "PT" + SECONDS_OF_A_DAY + "S");
  }

  private static void phase(ObjectNode phase, JsonNode slots) {
    if (phase.path("type").asString().equals("recycling")) {
      phase.put("stopped", inFlight(slots));
    }
  }

  private static int inFlight(JsonNode slots) {
    int stopping = 0;
    for (JsonNode slot : slots) {
      stopping += slot.path("state").path("type").asString().equals("stopping") ? 1 : 0;
    }
    return stopping;
  }

  private static void plan(ObjectNode plan) {
    ObjectNode strength = plan.putObject("strength").put("batch", 1);
    strength.set("originalDesiredCount", plan.remove("originalDesiredCount"));
    strength.set("floor", plan.remove("floor"));
    plan.put("begun", Instant.EPOCH.toString());
    plan.putArray("bystanders");
    for (JsonNode slot : plan.get("slots")) {
      if (slot.get("state") instanceof ObjectNode state
          && state.path("type").asString().equals("stopping")) {
        state.putObject("servingSince");
      }
    }
  }
}

package io.ecsrecycler.simulator.model;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A registered task definition.
 *
 * @param healthCheck one of its essential containers has a health check
 * @param document what was registered, as DescribeTaskDefinition shows it
 */
public record TaskDefinition(
    String arn, String family, int revision, boolean healthCheck, ObjectNode document) {

  static TaskDefinition of(String arn, String family, int revision, ObjectNode document) {
    return new TaskDefinition(arn, family, revision, hasHealthCheck(document), document);
  }

  /** {@code family:revision}, the name callers use. */
  public String name() {
    return family + ":" + revision;
  }

  /** The same with a health check on its first essential container. */
  TaskDefinition withHealthCheck() {
    ObjectNode changed = document.deepCopy();
    for (JsonNode container : changed.path("containerDefinitions")) {
      if (essential(container)) {
        ObjectNode check = ((ObjectNode) container).putObject("healthCheck");
        check.putArray("command").add("CMD-SHELL").add("exit 0");
        check.put("interval", 5).put("timeout", 2).put("retries", 3).put("startPeriod", 0);
        break;
      }
    }
    return new TaskDefinition(arn, family, revision, true, changed);
  }

  private static boolean hasHealthCheck(ObjectNode document) {
    for (JsonNode container : document.path("containerDefinitions")) {
      if (essential(container) && container.has("healthCheck")) {
        return true;
      }
    }
    return false;
  }

  private static boolean essential(JsonNode container) {
    return container.path("essential").asBoolean(true);
  }
}

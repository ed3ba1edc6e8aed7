package io.ecsrecycler.simulator.model;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What CreateService and UpdateService said, as they said it: most of it is only shown again.
 *
 * @param document the request's members, in ECS's names
 */
public record ServiceSettings(ObjectNode document) {

  public boolean daemon() {
    return document.path("schedulingStrategy").asString("REPLICA").equals("DAEMON");
  }

  /** ECS, CODE_DEPLOY or EXTERNAL. */
  public String deploymentController() {
    return document.path("deploymentController").path("type").asString("ECS");
  }

  /** Whether target groups have a say in whether its tasks are healthy. */
  public boolean balanced() {
    return !targetGroups().isEmpty();
  }

  /** Its target groups, each with the container's port that is registered in it. */
  public Map<String, Integer> targetGroups() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (JsonNode balancer : document.path("loadBalancers")) {
      if (balancer.hasNonNull("targetGroupArn")) {
        ports.put(
            balancer.path("targetGroupArn").asString(), balancer.path("containerPort").asInt(80));
      }
    }
    return ports;
  }

  public String launchType() {
    return document.path("launchType").asString("EC2");
  }

  /** ECS's default is 100, and 0 for daemons. */
  public int minimumHealthyPercent() {
    return percent("minimumHealthyPercent", daemon() ? 0 : 100);
  }

  /** ECS's default is 200, and 100 for daemons. */
  public int maximumPercent() {
    return percent("maximumPercent", daemon() ? 100 : 200);
  }

  /** Whether a deployment fails whose tasks do not start. */
  boolean circuitBreaker() {
    return breaker().path("enable").asBoolean(false);
  }

  /** Whether what was there before is deployed again then. */
  boolean rollsBack() {
    return breaker().path("rollback").asBoolean(false);
  }

  private JsonNode breaker() {
    return document.path("deploymentConfiguration").path("deploymentCircuitBreaker");
  }

  private int percent(String name, int otherwise) {
    return document.path("deploymentConfiguration").path(name).asInt(otherwise);
  }
}

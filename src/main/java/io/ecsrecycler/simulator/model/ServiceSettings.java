package io.ecsrecycler.simulator.model;

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

  private int percent(String name, int otherwise) {
    return document.path("deploymentConfiguration").path(name).asInt(otherwise);
  }
}

package io.ecsrecycler.simulator;

import io.ecsrecycler.simulator.model.Arns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service to begin with: its tasks have been running for an hour and it is steady.
 *
 * @param cluster the cluster's name; it is created if need be
 * @param desiredCount how many tasks, at least 0
 * @param range the scalable target, or null for a service that is not autoscaled
 * @param settings what else CreateService would say, in ECS's names
 */
public record ServiceSeed(
    String cluster,
    String service,
    int desiredCount,
    Physics physics,
    @Nullable Range range,
    ObjectNode settings) {

  public static ServiceSeed of(String cluster, String service, int desiredCount) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode().put("launchType", "FARGATE");
    return new ServiceSeed(cluster, service, desiredCount, Physics.quick(), null, settings);
  }

  public ServiceSeed with(Physics changed) {
    return new ServiceSeed(cluster, service, desiredCount, changed, range, settings);
  }

  /** The same with a container health check, which passes after a second. */
  public ServiceSeed checked() {
    return with(physics.withPace(physics.pace().withHealthy(Duration.ofSeconds(1))));
  }

  public ServiceSeed autoscaled(int min, int max) {
    return new ServiceSeed(cluster, service, desiredCount, physics, new Range(min, max), settings);
  }

  /** One task per host: no desired count, no autoscaling. */
  public ServiceSeed daemon() {
    return with("schedulingStrategy", settings.stringNode("DAEMON"));
  }

  /** Deployed by CODE_DEPLOY or EXTERNAL instead of ECS. */
  public ServiceSeed deployedBy(String controller) {
    return with("deploymentController", settings.objectNode().put("type", controller));
  }

  /** On EC2: its tasks are targets by instance and port. */
  public ServiceSeed onInstances() {
    return with("launchType", settings.stringNode("EC2"));
  }

  /** Behind a load balancer, with a target group of its own. */
  public ServiceSeed balanced() {
    ObjectNode balancer =
        settings
            .objectNode()
            .put("targetGroupArn", Arns.targetGroup(cluster + "-" + service))
            .put("containerName", "app")
            .put("containerPort", 8080);
    return with("loadBalancers", settings.arrayNode().add(balancer));
  }

  private ServiceSeed with(String name, JsonNode value) {
    ObjectNode changed = settings.deepCopy();
    changed.set(name, value);
    return new ServiceSeed(cluster, service, desiredCount, physics, range, changed);
  }

  /** The capacity autoscaling may choose from, both ends included. */
  public record Range(int min, int max) {}
}

package io.ecsrecycler.recycle;

import java.util.List;

/**
 * A service as DescribeServices told it.
 *
 * @param status ACTIVE, DRAINING, INACTIVE as ECS says, or {@link #MISSING}
 * @param desiredCount how many tasks ECS is asked to keep
 * @param kind who schedules and deploys it
 * @param deployments newest first; more than one means that a deployment is under way
 * @param events ECS's own messages, newest first, a few of them
 */
public record SeenService(
    String status, int desiredCount, Kind kind, List<Deployment> deployments, List<String> events) {

  /** The status of a service that ECS does not know (any more). */
  public static final String MISSING = "MISSING";

  public SeenService {
    deployments = List.copyOf(deployments);
    events = List.copyOf(events);
  }

  /**
   * Who schedules and deploys a service.
   *
   * @param schedulingStrategy REPLICA or DAEMON
   * @param deploymentController ECS, CODE_DEPLOY or EXTERNAL
   * @param loadBalanced whether target groups are attached
   */
  public record Kind(String schedulingStrategy, String deploymentController, boolean loadBalanced) {

    /** A DAEMON runs one task per host: it has no desired count to raise. */
    public boolean daemon() {
      return "DAEMON".equals(schedulingStrategy);
    }

    /** Whether ECS itself deploys, and {@code deployments[]} tells the truth about it. */
    public boolean deployedByEcs() {
      return "ECS".equals(deploymentController);
    }
  }

  /**
   * One entry of {@code deployments[]}.
   *
   * @param id {@code ecs-svc/…}
   * @param status PRIMARY, ACTIVE or INACTIVE
   * @param rolloutState COMPLETED, IN_PROGRESS or FAILED; empty where ECS did not say
   */
  public record Deployment(String id, String status, String rolloutState) {}

  /** A service that ECS does not know. */
  public static SeenService missing() {
    return new SeenService(MISSING, 0, new Kind("REPLICA", "ECS", false), List.of(), List.of());
  }

  /** Whether the service is neither missing nor being deleted. */
  public boolean active() {
    return "ACTIVE".equals(status);
  }

  /** Whether ECS is replacing tasks on its own right now. */
  public boolean deploying() {
    return deployments.stream().filter(it -> !"INACTIVE".equals(it.status())).count() > 1
        || deployments.stream().anyMatch(it -> "IN_PROGRESS".equals(it.rolloutState()));
  }

  /** ECS's newest message, for a person who has to find out why. */
  public String lastEvent() {
    return events.isEmpty() ? "ECS reported nothing" : "ECS says: " + events.getFirst();
  }
}

package io.ecsrecycler.recycle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A service as DescribeServices told it.
 *
 * @param status ACTIVE, DRAINING, INACTIVE as ECS says, or {@link #MISSING}
 * @param desiredCount how many tasks ECS is asked to keep
 * @param kind who schedules, deploys and balances it
 * @param deployments newest first, or its task sets where ECS does not deploy it itself; more than
 *     one means that a deployment is under way
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
   * Who schedules, deploys and balances a service.
   *
   * @param schedulingStrategy REPLICA or DAEMON
   * @param deploymentController ECS, CODE_DEPLOY or EXTERNAL
   * @param balancing what distributes its traffic
   */
  public record Kind(String schedulingStrategy, String deploymentController, Balancing balancing) {

    /** A DAEMON runs one task per host: it has no desired count to raise. */
    public boolean daemon() {
      return "DAEMON".equals(schedulingStrategy);
    }

    /** Whether ECS itself deploys it; others work with task sets. */
    public boolean deployedByEcs() {
      return "ECS".equals(deploymentController);
    }
  }

  /** What distributes a service's traffic. */
  public enum Balancing {
    NONE,
    TARGET_GROUPS,
    /** A Classic Load Balancer, whose view of a task's health this service does not read. */
    CLASSIC
  }

  /**
   * One entry of {@code deployments[]} or {@code taskSets[]}.
   *
   * @param id {@code ecs-svc/…}
   * @param status PRIMARY, ACTIVE, DRAINING or INACTIVE
   * @param rolloutState COMPLETED, IN_PROGRESS or FAILED; empty where ECS did not say
   */
  public record Deployment(String id, String status, String rolloutState) {}

  /** A service that ECS does not know. */
  public static SeenService missing() {
    return new SeenService(
        MISSING, 0, new Kind("REPLICA", "ECS", Balancing.NONE), List.of(), List.of());
  }

  /** Whether the service is neither missing nor being deleted. */
  public boolean active() {
    return "ACTIVE".equals(status);
  }

  /** Whether somebody is replacing tasks right now. */
  public boolean deploying() {
    return deployments.stream().filter(it -> !"INACTIVE".equals(it.status())).count() > 1
        || deployments.stream().anyMatch(it -> "IN_PROGRESS".equals(it.rolloutState()));
  }

  /** Which deployments (or task sets) there are, for a person. */
  String deploymentsSeen() {
    return deployments.stream()
        .map(it ->
            "%s %s%s"
                .formatted(
                    it.id(),
                    it.status(),
                    it.rolloutState().isEmpty() ? "" : " " + it.rolloutState()))
        .collect(Collectors.joining(", "));
  }

  /** ECS's newest messages, for a person who has to find out why. */
  public String lastEvents() {
    return events.isEmpty() ? "ECS reported nothing" : "ECS says: " + String.join(" | ", events);
  }
}

package io.ecsrecycler.recycle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service as DescribeServices told it.
 *
 * @param identity which service it is
 * @param status ACTIVE, DRAINING or INACTIVE, as ECS says
 * @param counts how many tasks ECS is asked to keep, and how many it counts
 * @param kind who schedules, deploys and balances it
 * @param deployments newest first, or its task sets where ECS does not deploy it itself
 * @param events ECS's own messages, newest first, a few of them
 */
public record SeenService(
    ServiceIdentity identity,
    String status,
    Counts counts,
    Kind kind,
    List<Deployment> deployments,
    List<String> events) {

  public SeenService {
    deployments = List.copyOf(deployments);
    events = List.copyOf(events);
  }

  /**
   * What ECS counts. A count proves nothing about a task; it can only contradict a list.
   *
   * @param desired how many tasks ECS is asked to keep
   * @param running how many tasks are RUNNING
   * @param pending how many tasks are about to run
   */
  public record Counts(int desired, int running, int pending) {}

  /**
   * Who schedules, deploys and balances a service.
   *
   * @param schedulingStrategy REPLICA or DAEMON
   * @param deploymentController ECS, CODE_DEPLOY or EXTERNAL
   * @param launchType EC2, FARGATE and the like; null where capacity providers choose
   * @param balancing what distributes its traffic
   * @param lattice whether it is registered with VPC Lattice, whose view of a task's health this
   *     service does not read
   */
  public record Kind(
      String schedulingStrategy,
      String deploymentController,
      @Nullable String launchType,
      Balancing balancing,
      boolean lattice) {

    /** A kind without a launch type and without VPC Lattice. */
    public Kind(String schedulingStrategy, String deploymentController, Balancing balancing) {
      this(schedulingStrategy, deploymentController, null, balancing, false);
    }

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
  public record Deployment(String id, String status, String rolloutState) {

    boolean inProgress() {
      return "IN_PROGRESS".equals(rolloutState);
    }

    boolean failed() {
      return "FAILED".equals(rolloutState);
    }
  }

  /** How many tasks ECS is asked to keep. */
  public int desiredCount() {
    return counts.desired();
  }

  /** Whether the service is not being deleted. */
  public boolean active() {
    return "ACTIVE".equals(status);
  }

  /** The same with further deployments that are under way. */
  public SeenService deploying(List<Deployment> more) {
    List<Deployment> all = new ArrayList<>(deployments);
    all.addAll(more);
    return new SeenService(identity, status, counts, kind, all, events);
  }

  /** Whether somebody is replacing tasks right now. */
  public boolean deploying() {
    return deployments.stream().anyMatch(Deployment::inProgress)
        || !deploymentFailed() && present() > 1;
  }

  /**
   * Whether the newest deployment has failed and none is under way. Such a deployment stays FAILED
   * until the next one, and ECS may not start a task for it (ECS facts, section 12).
   */
  public boolean deploymentFailed() {
    return !deployments.isEmpty()
        && deployments.stream().noneMatch(Deployment::inProgress)
        && newest().failed();
  }

  /** Whether tasks come and go for reasons of their own: no task's end is a replacement's fault. */
  boolean unsettled() {
    return deploying() || deploymentFailed();
  }

  private Deployment newest() {
    return deployments.stream()
        .filter(it -> "PRIMARY".equals(it.status()))
        .findFirst()
        .orElseGet(deployments::getFirst);
  }

  private long present() {
    return deployments.stream().filter(it -> !"INACTIVE".equals(it.status())).count();
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

  /** Whether ECS's newest message says that it finds no place for a task. */
  boolean unableToPlace() {
    return !events.isEmpty() && events.getFirst().contains("unable to place a task");
  }
}

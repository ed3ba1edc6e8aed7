package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service and its tasks as they were at one moment, which is what Describe and List answer with.
 *
 * @param deployments newest first; the first is PRIMARY
 * @param events newest first
 */
public record ServiceView(
    Instant at,
    ServiceStatus status,
    int desiredCount,
    List<Deployment> deployments,
    List<ServiceEvent> events,
    List<Task> tasks) {

  public Optional<Task> task(String id) {
    return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  public int running() {
    return (int) tasks.stream().filter(ServiceView::isRunning).count();
  }

  public int pending() {
    return (int) tasks.stream().filter(ServiceView::isPending).count();
  }

  public int running(Deployment of) {
    return (int) tasks.stream().filter(t -> isOf(t, of) && isRunning(t)).count();
  }

  public int pending(Deployment of) {
    return (int) tasks.stream().filter(t -> isOf(t, of) && isPending(t)).count();
  }

  /** What this deployment is to run: the PRIMARY everything, an older one what it still has. */
  public int desired(Deployment of) {
    return of.equals(deployments.getFirst())
        ? desiredCount
        : (int) tasks.stream().filter(t -> isOf(t, of) && t.live()).count();
  }

  private static boolean isOf(Task task, Deployment deployment) {
    return task.origin().deploymentId().equals(deployment.id());
  }

  private static boolean isRunning(Task task) {
    return task.lastStatus() == TaskStatus.RUNNING;
  }

  private static boolean isPending(Task task) {
    return task.live() && task.lastStatus().starting();
  }
}

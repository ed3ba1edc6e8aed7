package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The event log of a service in ECS's own words: newest first, the newest 100. */
final class ServiceEvents {

  private static final int KEPT = 100;

  private final String service;
  private final Ids ids;
  private List<ServiceEvent> newestFirst = List.of();

  ServiceEvents(String service, Ids ids) {
    this.service = service;
    this.ids = ids;
  }

  List<ServiceEvent> newestFirst() {
    return newestFirst;
  }

  void started(Collection<Task> tasks, Instant at) {
    add(at, "(service %s) has started %d tasks: %s.", service, tasks.size(), list(tasks));
  }

  void stopped(Collection<Task> tasks, Instant at) {
    add(at, "(service %s) has stopped %d running tasks: %s.", service, tasks.size(), list(tasks));
  }

  void steady(Instant at) {
    add(at, "(service %s) has reached a steady state.", service);
  }

  void deploymentCompleted(String id, Instant at) {
    add(at, "(service %s) (deployment %s) deployment completed.", service, id);
  }

  void deploymentFailed(String id, Instant at) {
    add(at, "(service %s) (deployment %s) deployment failed: tasks failed to start.", service, id);
  }

  void rollingBack(String id, Instant at) {
    add(at, "(service %s) rolling back to deployment %s.", service, id);
  }

  void noPlace(Instant at) {
    add(
        at,
        "(service %s) was unable to place a task because no container instance met all of its"
            + " requirements. The closest matching (container-instance %032x) is already using a"
            + " port required by your task. For more information, see the Troubleshooting section"
            + " of the Amazon ECS Developer Guide.",
        service,
        0xc0ffee);
  }

  void noCapacity(Instant at) {
    add(
        at,
        "(service %s) was unable to place a task because no container instance met all of its"
            + " requirements. Reason: No Container Instances were found in your cluster. For more"
            + " information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
        service);
  }

  void cannotStart(Instant at) {
    add(
        at,
        "(service %s) is unable to consistently start tasks successfully. For more information,"
            + " see the Troubleshooting section of the Amazon ECS Developer Guide.",
        service);
  }

  void cannotScaleIn(String deploymentId, Instant at) {
    add(
        at,
        "(service %s) was unable to reach steady state because task set (%s) was unable to scale"
            + " in.",
        service,
        deploymentId);
  }

  private void add(Instant at, String sentence, Object... arguments) {
    List<ServiceEvent> events = new ArrayList<>();
    events.add(new ServiceEvent(ids.event(), at, sentence.formatted(arguments)));
    events.addAll(newestFirst.subList(0, Math.min(newestFirst.size(), KEPT - 1)));
    newestFirst = List.copyOf(events);
  }

  private static String list(Collection<Task> tasks) {
    return tasks.stream().map(t -> "(task " + t.id() + ")").collect(Collectors.joining(" "));
  }
}

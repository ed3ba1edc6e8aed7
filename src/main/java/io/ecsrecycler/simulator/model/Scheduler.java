package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The service scheduler. At each look it
 *
 * <ol>
 *   <li>starts tasks that are missing (a task is missed once its desiredStatus is STOPPED, not only
 *       when it has stopped),
 *   <li>stops tasks that are too many,
 *   <li>rolls a deployment on, within its minimum and maximum percent,
 *   <li>says when a deployment is complete and when the service is steady.
 * </ol>
 *
 * It guards nothing against StopTask, as ECS's does not.
 */
final class Scheduler {

  private static final Duration COMPLAINT_INTERVAL = Duration.ofSeconds(90);

  private final Service service;
  private final ScaleIn scaleIn;
  private boolean steady;

  Scheduler(Service service, ScaleIn scaleIn) {
    this.service = service;
    this.scaleIn = scaleIn;
  }

  void look(Instant at) {
    Fleet fleet = service.fleet();
    fleet.forgetLongStopped(at);
    if (service.physics().quirks().replacesUnhealthy()) {
      stop(fleet.where(t -> t.live() && t.state().health() == HealthStatus.UNHEALTHY), at);
    }
    startMissing(at);
    stopSurplus(at);
    retireOld(at);
    completeDeployment(at);
    noteSteadyState(at);
    service.closeIfDrained(at);
  }

  private void startMissing(Instant at) {
    if (service.deployments().primary().failed()) {
      return;
    }
    int missing = service.desiredCount() - current().size() - holdingPlaces();
    int allowed = Math.min(missing, roomInDeployment());
    if (allowed <= 0) {
      return;
    }
    int placed = Math.min(allowed, freePlaces());
    if (service.faults().has(Fault.NoCapacity.class)) {
      service.events().noCapacity(at);
      service.wakeAt(at.plus(COMPLAINT_INTERVAL));
    } else if (placed <= 0) {
      service.events().noPlace(at);
      service.wakeAt(at.plus(COMPLAINT_INTERVAL));
    } else if (service.restarts().until().isAfter(at)) {
      service.wakeAt(service.restarts().until());
    } else {
      if (service.restarts().slowing()) {
        service.events().cannotStart(at);
      }
      service.events().started(service.start(placed, at), at);
    }
  }

  /** A task keeps its host port until it is STOPPED. */
  private int freePlaces() {
    int places = service.faults().places();
    return places == Integer.MAX_VALUE
        ? places
        : places - service.fleet().where(t -> t.lastStatus() != TaskStatus.STOPPED).size();
  }

  /** Stopping tasks whose place cannot be taken yet. */
  private int holdingPlaces() {
    boolean hold =
        service.physics().quirks().replacementAwaitsStop() || service.settings().daemon();
    return hold
        ? service.fleet().where(t -> !t.live() && t.lastStatus() != TaskStatus.STOPPED).size()
        : 0;
  }

  private int roomInDeployment() {
    int old = old().size();
    int atMost = service.desiredCount() * service.settings().maximumPercent() / 100;
    return old == 0 ? Integer.MAX_VALUE : atMost - old - current().size();
  }

  private void stopSurplus(Instant at) {
    List<Task> from = service.deployments().primary().failed() ? service.fleet().live() : current();
    int surplus = from.size() - service.desiredCount();
    if (surplus <= 0) {
      return;
    }
    List<Task> chosen = scaleIn.choose(from, surplus, at);
    stop(chosen, at);
    if (chosen.size() < surplus) {
      service.events().cannotScaleIn(service.deployments().primary().id(), at);
      firstProtectionEnd(at).ifPresent(service::wakeAt);
    }
  }

  private Optional<Instant> firstProtectionEnd(Instant at) {
    return service.fleet().live().stream()
        .filter(task -> task.isProtected(at))
        .flatMap(task -> Optional.ofNullable(task.protectedUntil()).stream())
        .min(Comparator.naturalOrder());
  }

  private void retireOld(Instant at) {
    if (service.deployments().primary().failed()) {
      return;
    }
    List<Task> old = old();
    int atLeast =
        Math.ceilDiv(service.desiredCount() * service.settings().minimumHealthyPercent(), 100);
    int spare = Math.max(0, service.fleet().healthy() - atLeast);
    List<Task> going = new ArrayList<>(old.stream().filter(t -> !t.healthy()).toList());
    List<Task> healthy = old.stream().filter(Task::healthy).toList();
    going.addAll(scaleIn.choose(healthy, Math.min(spare, healthy.size()), at));
    stop(going, at);
  }

  private void completeDeployment(Instant at) {
    Deployment primary = service.deployments().primary();
    boolean never = service.faults().has(Fault.NeverSettles.class);
    if (!primary.inProgress() || never || !old().isEmpty() || !allHealthy()) {
      return;
    }
    Instant earliest = settledAt().orElse(at);
    Instant notBefore = primary.rollout().notBefore();
    Instant due = earliest.isAfter(notBefore) ? earliest : notBefore;
    if (due.isAfter(at)) {
      service.wakeAt(due);
    } else {
      service.deployments().completePrimary(primary.complete(at));
      service.events().deploymentCompleted(primary.id(), at);
    }
  }

  /** When the last of the tasks without a health check has run for long enough. */
  private Optional<Instant> settledAt() {
    Duration settle = service.physics().pace().settle();
    return current().stream()
        .filter(task -> !task.origin().definition().healthCheck())
        .flatMap(task -> Optional.ofNullable(task.state().startedAt()).stream())
        .map(startedAt -> startedAt.plus(settle))
        .max(Comparator.naturalOrder());
  }

  private void noteSteadyState(Instant at) {
    boolean now = service.deployments().primary().completed() && old().isEmpty() && allHealthy();
    if (now && !steady) {
      service.events().steady(at);
      service.ledger().steady(service.fleet().healthy(), service.fleet().live().size());
    }
    steady = now;
  }

  private boolean allHealthy() {
    List<Task> current = current();
    return current.size() == service.desiredCount() && current.stream().allMatch(Task::healthy);
  }

  private void stop(List<Task> tasks, Instant at) {
    if (!tasks.isEmpty()) {
      tasks.forEach(task -> service.stopByScheduler(task, at));
      service.events().stopped(tasks, at);
    }
  }

  private List<Task> current() {
    return service.fleet().where(t -> t.live() && service.deployments().isOfPrimary(t));
  }

  private List<Task> old() {
    return service.fleet().where(t -> t.live() && !service.deployments().isOfPrimary(t));
  }
}

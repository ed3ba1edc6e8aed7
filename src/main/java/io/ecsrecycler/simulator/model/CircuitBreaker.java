package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * ECS's deployment circuit breaker, where the service has it on: after too many tasks that never
 * got to RUNNING the deployment is FAILED, and what was there before is deployed again if so
 * configured (ECS Developer Guide, "Deployment circuit breaker").
 */
final class CircuitBreaker {

  private static final int LEAST = 3;
  private static final int MOST = 200;

  private final Service service;

  CircuitBreaker(Service service) {
    this.service = service;
  }

  /** Trips if the deployment under way has failed too many tasks. */
  void look(Instant at) {
    Deployment primary = service.deployments().primary();
    boolean on = service.settings().circuitBreaker() && service.status() == ServiceStatus.ACTIVE;
    if (on && primary.inProgress() && primary.failedTasks() >= threshold()) {
      trip(at);
      if (service.settings().rollsBack()) {
        rollBack(at);
      }
    }
  }

  /** The deployment under way, or the last one, is FAILED. */
  void trip(Instant at) {
    Deployment primary = service.deployments().primary();
    service.deployments().replacePrimary(primary.failed(at));
    service.events().deploymentFailed(primary.id(), at);
  }

  private void rollBack(Instant at) {
    Deployment good = service.deployments().lastGood();
    if (!good.failed()) {
      service.events().rollingBack(good.id(), at);
      service.deploy(good.definition(), Duration.ZERO, at);
    }
  }

  /** Half of the desired count, within ECS's bounds. */
  private int threshold() {
    return Math.clamp(Math.ceilDiv(service.desiredCount(), 2), LEAST, MOST);
  }
}

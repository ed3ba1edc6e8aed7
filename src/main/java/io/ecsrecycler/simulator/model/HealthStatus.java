package io.ecsrecycler.simulator.model;

/** What the container health check says; UNKNOWN for ever where there is none. */
public enum HealthStatus {
  UNKNOWN,
  HEALTHY,
  UNHEALTHY
}

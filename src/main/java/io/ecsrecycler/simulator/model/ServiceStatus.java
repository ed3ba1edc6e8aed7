package io.ecsrecycler.simulator.model;

/** ACTIVE until it is deleted, DRAINING while its last tasks stop, then INACTIVE. */
public enum ServiceStatus {
  ACTIVE,
  DRAINING,
  INACTIVE
}

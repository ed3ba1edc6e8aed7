package io.ecsrecycler.simulator.model;

import java.time.Instant;

/** One line of a service's event log. */
public record ServiceEvent(String id, Instant createdAt, String message) {}

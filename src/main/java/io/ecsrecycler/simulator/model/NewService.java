package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Physics;

/** What it takes to create a service. */
public record NewService(
    String name,
    TaskDefinition definition,
    int desiredCount,
    ServiceSettings settings,
    Physics physics) {}

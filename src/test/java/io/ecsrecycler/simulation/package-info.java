/**
 * A world of simulated ECS, autoscaling, database and several engines, to break the promises in:
 * one seed, simulated time, no threads. Start reading at {@link io.ecsrecycler.simulation.Worlds}.
 */
@NullMarked
package io.ecsrecycler.simulation;

import org.jspecify.annotations.NullMarked;

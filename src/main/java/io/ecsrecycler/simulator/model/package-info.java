/**
 * The simulated world: services, tasks, their scheduler and autoscaling, in a time that is told to
 * it.
 */
@NullMarked
package io.ecsrecycler.simulator.model;

import org.jspecify.annotations.NullMarked;

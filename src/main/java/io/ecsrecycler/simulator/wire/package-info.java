/**
 * What AWS's clients see of the world: operations, their JSON and XML, and the HTTP around them.
 */
@NullMarked
package io.ecsrecycler.simulator.wire;

import org.jspecify.annotations.NullMarked;

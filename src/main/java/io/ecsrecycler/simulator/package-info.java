/**
 * ECS and Application Auto Scaling with a scheduler of their own, over the real wire protocol;
 * knows nothing of the recycler.
 */
@NullMarked
package io.ecsrecycler.simulator;

import org.jspecify.annotations.NullMarked;

/** Runs recycles: lease, tick, resume after a crash, shutdown. */
@NullMarked
package io.ecsrecycler.engine;

import org.jspecify.annotations.NullMarked;

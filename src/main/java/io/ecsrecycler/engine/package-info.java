/** Runs recycles: lease, tick, resume after a crash, shutdown. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "job", "ecs", "recycle"})
package io.ecsrecycler.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Runs recycles: lease, tick, resume after a crash, shutdown. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "database", "ecs", "job", "recycle"})
package io.ecsrecycler.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

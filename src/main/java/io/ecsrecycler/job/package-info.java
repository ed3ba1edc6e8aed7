/** Recycles at rest: the job table, its append-only events, and what may be asked of them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "recycle"})
package io.ecsrecycler.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

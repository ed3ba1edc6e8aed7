/** Who tried to do what, and what came of it: append-only, in the database and in the log. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package io.ecsrecycler.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The job database itself: where it is, whether it can be used, and what is said while not. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.ecsrecycler.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

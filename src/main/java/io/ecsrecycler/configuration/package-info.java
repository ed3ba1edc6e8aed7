/** Refuses a configuration with names that nothing here reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.ecsrecycler.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

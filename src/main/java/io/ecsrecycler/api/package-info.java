/** The REST door: ask for recycles, follow them, and hear clearly what was wrong with a request. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "database", "job", "recycle", "security"})
package io.ecsrecycler.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

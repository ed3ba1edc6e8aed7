/** Who may do what: start modes, tokens, roles, targets, and the limits at the door. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.ecsrecycler.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

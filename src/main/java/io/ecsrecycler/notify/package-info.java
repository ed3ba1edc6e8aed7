/** Reports to people when a recycle has ended; never delays or fails one. */
@NullMarked
@ApplicationModule(allowedDependencies = {"job", "recycle"})
package io.ecsrecycler.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

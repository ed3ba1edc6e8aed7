/**
 * The door to AWS: look at a service, carry out one action; faults come out classified, requests go
 * out within AWS's quotas.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"recycle"})
package io.ecsrecycler.ecs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

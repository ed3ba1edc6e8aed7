/** Whole journeys: the packaged jar as processes, over HTTP, killed and started again. */
@NullMarked
package io.ecsrecycler.journey;

import org.jspecify.annotations.NullMarked;

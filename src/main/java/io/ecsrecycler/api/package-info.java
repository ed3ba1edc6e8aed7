/** The REST door: ask for recycles, follow them, and hear clearly what was wrong with a request. */
@NullMarked
package io.ecsrecycler.api;

import org.jspecify.annotations.NullMarked;

/**
 * The rules, pure: what was asked, what was seen, what to do next. No clock, no logger, no I/O, no
 * randomness; start reading at {@link io.ecsrecycler.recycle.Rules}.
 */
@NullMarked
package io.ecsrecycler.recycle;

import org.jspecify.annotations.NullMarked;

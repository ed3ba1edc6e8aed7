/** The examples in docs/examples, run against a service that answers as a test has scripted it. */
@NullMarked
package io.ecsrecycler.examples;

import org.jspecify.annotations.NullMarked;

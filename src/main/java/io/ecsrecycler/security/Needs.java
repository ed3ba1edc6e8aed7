package io.ecsrecycler.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller must be permitted, at least somewhere, to reach a handler. A handler that does not
 * say is reached by nobody. Whether it is permitted at the service in question is asked of {@link
 * Access} by the handler.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

  /** The permission. */
  Permission value();
}

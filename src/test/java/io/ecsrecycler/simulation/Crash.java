package io.ecsrecycler.simulation;

/** A process dies here. Not an Exception, so that nobody catches it by accident. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("crash", null, false, false);
  }
}

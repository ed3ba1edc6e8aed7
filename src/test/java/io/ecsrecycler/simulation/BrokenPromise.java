package io.ecsrecycler.simulation;

/** A promise did not hold in a world. */
final class BrokenPromise extends Error {
  private static final long serialVersionUID = 1;

  BrokenPromise(String message) {
    super(message);
  }
}

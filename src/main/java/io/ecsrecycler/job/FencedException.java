package io.ecsrecycler.job;

/**
 * Somebody else has written this recycle since it was read: whoever gets this has lost its lease.
 */
public class FencedException extends RuntimeException {

  public FencedException(String id, Throwable cause) {
    super("recycle %s was written by somebody else meanwhile".formatted(id), cause);
  }
}

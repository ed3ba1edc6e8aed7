package io.ecsrecycler.job;

/** Somebody else has written this recycle since it was read: read it again. */
public class StaleStateException extends RuntimeException {

  public StaleStateException(String id, Throwable cause) {
    super("recycle %s was written by somebody else meanwhile".formatted(id), cause);
  }

  public StaleStateException(String id, long read, long stored) {
    super("recycle %s was read at version %d and stands at version %d".formatted(id, read, stored));
  }
}

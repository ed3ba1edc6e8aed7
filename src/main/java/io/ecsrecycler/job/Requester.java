package io.ecsrecycler.job;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, and whether the service that their request turned out to mean is theirs.
 */
public interface Requester {

  /** A name for people, kept with the recycle. */
  String name();

  /**
   * Called as soon as AWS has said which service is meant, before anything is looked at or written.
   * Throws when the requester may not touch it; the exception reaches whoever called.
   */
  void mayTouch(ServiceLookup.Target found);

  /** The name of this very request, so that it can be sent again; null when it has none. */
  default @Nullable IdempotencyKey key() {
    return null;
  }

  /** Nobody outside: the service itself asks, and needs no permission. */
  static Requester itself(String name) {
    return new Requester() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void mayTouch(ServiceLookup.Target found) {
        // What it asks for is in its own code.
      }
    };
  }
}

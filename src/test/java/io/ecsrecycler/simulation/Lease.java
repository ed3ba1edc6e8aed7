package io.ecsrecycler.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who may run the recycle, as db-scheduler keeps it: a heartbeat, and dead after four missed ones.
 */
final class Lease {

  private static final Duration EXPIRES = Duration.ofSeconds(16);

  private final World world;
  private @Nullable Engine holder;
  private @Nullable Instant silentSince;

  Lease(World world) {
    this.world = world;
  }

  boolean free() {
    return holder == null
        || silentSince != null && !world.now().isBefore(silentSince.plus(EXPIRES));
  }

  boolean heldBy(Engine engine) {
    return holder == engine;
  }

  void take(Engine engine) {
    holder = engine;
    silentSince = null;
  }

  /** The holder's heartbeat stops: it sleeps, or it is dead. */
  void silent(Engine engine) {
    if (holder == engine) {
      silentSince = world.now();
    }
  }

  void beats(Engine engine) {
    if (holder == engine) {
      silentSince = null;
    }
  }

  /** Lost or given back, whatever its holder thinks. */
  void release() {
    holder = null;
    silentSince = null;
  }
}

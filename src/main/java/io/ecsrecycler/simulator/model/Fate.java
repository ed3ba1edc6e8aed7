package io.ecsrecycler.simulator.model;

import java.time.Duration;

/** What becomes of a task once it is started. */
sealed interface Fate {

  /** It runs and gets healthy. */
  record Serves() implements Fate {}

  /** It runs, and its health check never passes. */
  record NeverHealthy() implements Fate {}

  /** It never leaves PENDING. */
  record StaysPending() implements Fate {}

  /** It exits: so long after RUNNING, or instead of it if that is zero. */
  record Exits(Duration afterRunning) implements Fate {}
}

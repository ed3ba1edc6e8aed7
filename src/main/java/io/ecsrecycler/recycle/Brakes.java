package io.ecsrecycler.recycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a recycle from going on.
 *
 * @param hold what is in the way right now; null when nothing is
 * @param pause who said stop for a while; null when nobody did
 * @param ending how the recycle ends as soon as nothing is in flight; null while it goes on
 */
public record Brakes(@Nullable Hold hold, @Nullable Pause pause, @Nullable Outcome ending) {

  /** Nothing is in the way. */
  public static final Brakes OFF = new Brakes(null, null, null);

  /**
   * Nothing more is stopped until somebody resumes; capacity stays up.
   *
   * @param since when it began
   * @param until when the recycle is cancelled for want of a resume
   * @param atCheckpoint whether the recycle paused by itself
   */
  public record Pause(Instant since, Instant until, boolean atCheckpoint) {}

  Brakes held(@Nullable Hold next) {
    return new Brakes(next, pause, ending);
  }

  Brakes paused(@Nullable Pause next) {
    return new Brakes(hold, next, ending);
  }

  Brakes ending(Outcome next) {
    return new Brakes(hold, null, next);
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a recycle from going on.
 *
 * @param hold what is in the way right now; null when nothing is
 * @param pause who said stop for a while; null when nobody did
 * @param ending how the recycle ends as soon as nothing is in flight; null while it goes on
 * @param told when the timeline last told of a hold, by its reason: a trouble that comes and goes
 *     must not fill it
 */
public record Brakes(
    @Nullable Hold hold,
    @Nullable Pause pause,
    @Nullable Outcome ending,
    Map<Hold.Reason, Instant> told) {

  /** Nothing is in the way. */
  public static final Brakes OFF = new Brakes(null, null, null);

  public Brakes {
    told = told == null ? Map.of() : Map.copyOf(told);
  }

  /** Brakes of which the timeline has not told yet. */
  public Brakes(@Nullable Hold hold, @Nullable Pause pause, @Nullable Outcome ending) {
    this(hold, pause, ending, Map.of());
  }

  /**
   * Nothing more is stopped until somebody resumes; capacity stays up.
   *
   * @param since when it began
   * @param until when the recycle is cancelled for want of a resume
   * @param atCheckpoint whether the recycle paused by itself
   */
  public record Pause(Instant since, Instant until, boolean atCheckpoint) {}

  Brakes held(@Nullable Hold next) {
    return new Brakes(next, pause, ending, told);
  }

  Brakes paused(Pause next) {
    return new Brakes(hold, next, ending, told);
  }

  /** The pause is over; its time does not count as held. */
  Brakes resumed(Instant now) {
    return new Brakes(holdWithoutPause(now), null, ending, told);
  }

  Brakes ending(Outcome next, Instant now) {
    return new Brakes(holdWithoutPause(now), null, next, told);
  }

  Brakes telling(Map<Hold.Reason, Instant> next) {
    return new Brakes(hold, pause, ending, next);
  }

  private @Nullable Hold holdWithoutPause(Instant now) {
    return hold == null || pause == null ? hold : hold.without(pause.since(), now);
  }
}

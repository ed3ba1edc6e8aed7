package io.ecsrecycler.ecs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs errors that nobody foresaw: each with its trace once, then in one line at a calm pace. An
 * error is the same again when its class and the place where it came up are the same.
 */
final class Surprises {

  /** How often an error that goes on is told again. */
  static final Duration PACE = Duration.ofMinutes(1);

  /** Errors kept in mind; forgetting one costs a second trace. */
  private static final int REMEMBERED = 100;

  private static final Logger log = LoggerFactory.getLogger(Surprises.class);

  private final Clock clock;

  /** The one that was told longest ago comes first. */
  private final Map<String, Told> told = new LinkedHashMap<>(16, 0.75f, true);

  Surprises(Clock clock) {
    this.clock = clock;
  }

  private record Told(Instant at, int since) {}

  /**
   * Tells of one.
   *
   * @param doing what was being done, for a person
   */
  void tell(String doing, RuntimeException e) {
    Optional<Integer> untold = count(e.getClass().getName() + " " + place(e));
    if (untold.isEmpty()) {
      log.error("An unexpected error came up while {}", doing, e);
    } else if (untold.get() > 0) {
      log.error(
          "An unexpected error came up again while {}, {} times since it was last told: {}",
          doing,
          untold.get(),
          String.valueOf(e));
    }
  }

  /** How many times it came up since it was told, if it is to be told now; empty if it is new. */
  private synchronized Optional<Integer> count(String key) {
    Instant now = clock.instant();
    Told last = told.get(key);
    if (last == null) {
      remember(key, new Told(now, 0));
      return Optional.empty();
    }
    int times = last.since() + 1;
    boolean due = !now.isBefore(last.at().plus(PACE));
    remember(key, due ? new Told(now, 0) : new Told(last.at(), times));
    return Optional.of(due ? times : 0);
  }

  private void remember(String key, Told one) {
    told.put(key, one);
    if (told.size() > REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
  }

  private static String place(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : trace[0].toString();
  }
}

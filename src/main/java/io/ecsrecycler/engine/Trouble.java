package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.ecsrecycler.database.DatabaseTrouble;
import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.job.LoggedRecycle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells errors that are not AWS's. A database that is away is told once for the whole process, by
 * {@link DatabaseWatch}. Anything else is a bug: its trace is told once, however many recycles meet
 * it, and from then on how often it came.
 */
@Component
class Trouble {

  /** When it is tried again. */
  static final Duration RETRY = Duration.ofSeconds(5);

  static final Duration CALM = Duration.ofMinutes(1);

  /** A bug that was not seen for so long is told with its trace again. */
  static final Duration FORGET = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Trouble.class);
  private static final int MOST_KINDS = 100;

  private final DatabaseWatch database;
  private final Clock clock;
  private final Map<String, Seen> kinds = new LinkedHashMap<>();
  private final ReentrantLock turn = new ReentrantLock();

  Trouble(DatabaseWatch database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One kind of error.
   *
   * @param told when the log had its last line
   * @param last when it was last met
   * @param untold how often it was met since the last line
   */
  private record Seen(Instant told, Instant last, int untold) {}

  /** A run of a recycle ended in an error, and is to be repeated. */
  void tell(ExecutionComplete complete) {
    String id = complete.getExecution().taskInstance.getId();
    try (var _ = LoggedRecycle.withId(id)) {
      tell(
          "Recycle %s was interrupted by an error; it goes on in %d s"
              .formatted(id, RETRY.toSeconds()),
          complete.getCause().orElse(null));
    }
  }

  /**
   * Something went wrong that is tried again.
   *
   * @param what a sentence without its full stop
   */
  void tell(String what, @Nullable Throwable cause) {
    if (cause != null && DatabaseTrouble.isIn(cause)) {
      database.report(cause);
    } else {
      tellBug(what, cause);
    }
  }

  private void tellBug(String what, @Nullable Throwable cause) {
    turn.lock();
    try {
      Instant now = clock.instant();
      String kind = kind(cause);
      Seen before = kinds.get(kind);
      if (before == null || !before.last().plus(FORGET).isAfter(now)) {
        log.error("{}", what, cause);
        remember(kind, new Seen(now, now, 0));
      } else if (before.told().plus(CALM).isAfter(now)) {
        remember(kind, new Seen(before.told(), now, before.untold() + 1));
      } else {
        log.error("{}; the same error came {} times more: {}", what, before.untold() + 1, kind);
        remember(kind, new Seen(now, now, 0));
      }
    } finally {
      turn.unlock();
    }
  }

  private void remember(String kind, Seen seen) {
    kinds.remove(kind);
    kinds.put(kind, seen);
    if (kinds.size() > MOST_KINDS) {
      kinds.remove(kinds.keySet().iterator().next());
    }
  }

  /** The error and where it came from; not its message, which may differ each time. */
  private static String kind(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown";
    }
    StackTraceElement[] trace = cause.getStackTrace();
    return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

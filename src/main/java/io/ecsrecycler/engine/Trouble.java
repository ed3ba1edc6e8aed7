package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.ecsrecycler.job.LoggedRecycle;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Errors that are not AWS's: the database is away, or a bug. Either way a recycle goes on. */
final class Trouble {

  /** When it is tried again. */
  static final Duration RETRY = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Trouble.class);

  private Trouble() {}

  static void tell(ExecutionComplete complete) {
    String id = complete.getExecution().taskInstance.getId();
    try (var _ = LoggedRecycle.withId(id)) {
      tell(id, complete.getCause().orElse(null));
    }
  }

  /** A database that is away is no news to anybody after the first line; a bug needs its trace. */
  static void tell(String id, @Nullable Throwable cause) {
    if (cause instanceof DataAccessException || cause instanceof TransactionException) {
      log.warn(
          "Recycle {} waits for the database, again in {} s: {}",
          id,
          RETRY.toSeconds(),
          whatTheDriverSays(cause));
    } else {
      log.error(
          "Recycle {} was interrupted by an error; going on in {} s", id, RETRY.toSeconds(), cause);
    }
  }

  /** Around it stand translations, below it sockets; it alone names host and reason. */
  private static String whatTheDriverSays(Throwable trouble) {
    Throwable deepest = trouble;
    for (Throwable it = trouble; it != null; it = it.getCause()) {
      deepest = it instanceof SQLException ? it : deepest;
    }
    return String.valueOf(deepest.getMessage());
  }
}

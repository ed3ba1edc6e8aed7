package io.ecsrecycler.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells a database that cannot be used just now from a bug of ours. What the driver says decides,
 * as the translations around it differ from one way to the database to the next.
 */
public final class DatabaseTrouble {

  /**
   * Classes of SQLState: connection, authorization, no such database, rollback (deadlock), out of
   * resources, locks, operator (shutdown, query cancelled), system, internal, and H2's general
   * errors and timeouts.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "3D", "40", "53", "55", "57", "58", "XX", "HY");

  /** Read-only sessions, and transactions that the server has ended for being idle. */
  private static final Set<String> TRANSACTIONS = Set.of("25006", "25P03", "25P04");

  /**
   * H2's own codes of this kind: closed, input and output, damaged, in use, broken connection,
   * read-only. Its other codes are about wrong SQL.
   */
  private static final Set<String> H2 =
      Set.of(
          "90007", "90013", "90020", "90028", "90030", "90031", "90048", "90067", "90097", "90098",
          "90121", "90126", "90131", "90135", "90146");

  private DatabaseTrouble() {}

  /** Whether the database could not be used; anything else is a bug or an answer of its own. */
  public static boolean isIn(@Nullable Throwable thrown) {
    SQLException driver = driver(thrown);
    return driver == null ? translated(thrown) : said(driver);
  }

  /** What the driver says, in one line: it alone names host and reason. */
  public static String words(Throwable thrown) {
    SQLException driver = driver(thrown);
    String message = String.valueOf((driver == null ? thrown : driver).getMessage());
    return message.lines().findFirst().orElse("");
  }

  /** Around it stand translations and the pool, below it sockets. */
  static @Nullable SQLException driver(@Nullable Throwable thrown) {
    SQLException deepest = null;
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      deepest = it instanceof SQLException sql ? sql : deepest;
    }
    return deepest;
  }

  static SQLException driver(SQLException thrown) {
    SQLException deepest = driver((Throwable) thrown);
    return deepest == null ? thrown : deepest;
  }

  static String stateClass(SQLException thrown) {
    String state = String.valueOf(thrown.getSQLState());
    return state.substring(0, Math.min(2, state.length()));
  }

  private static boolean said(SQLException thrown) {
    String state = thrown.getSQLState();
    return thrown instanceof SQLTransientException
        || thrown instanceof SQLRecoverableException
        || thrown instanceof SQLNonTransientConnectionException
        || state == null
        || CLASSES.contains(stateClass(thrown))
        || TRANSACTIONS.contains(state)
        || H2.contains(state);
  }

  /** Of what Spring says by itself. */
  private static boolean translated(@Nullable Throwable thrown) {
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      boolean trouble =
          switch (it) {
            case OptimisticLockingFailureException _ -> false;
            case TransientDataAccessException _,
                RecoverableDataAccessException _,
                DataAccessResourceFailureException _,
                CannotCreateTransactionException _,
                TransactionSystemException _,
                TransactionTimedOutException _ ->
                true;
            default -> false;
          };
      if (trouble) {
        return true;
      }
    }
    return false;
  }
}

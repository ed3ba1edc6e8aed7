package io.ecsrecycler.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Has the pool throw away connections that stay useless: read-only ones of a PostgreSQL that was a
 * standby, and those of an H2 that has closed itself. The pool makes one of these by its name.
 */
public final class EvictUnusable implements SQLExceptionOverride {

  /** PostgreSQL: read-only. H2: general error (of its store), closed, input or output failed. */
  private static final Set<String> USELESS =
      Set.of("25006", "HY000", "90007", "90028", "90031", "90098", "90121");

  @java.lang.Override
  public Override adjudicate(SQLException thrown) {
    return USELESS.contains(String.valueOf(thrown.getSQLState()))
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}

package io.ecsrecycler.database;

import org.jspecify.annotations.Nullable;

/** The service cannot start with this database; the remedy says what to do. */
final class UnusableDatabaseException extends RuntimeException {

  private final String remedy;

  UnusableDatabaseException(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}

package io.ecsrecycler.simulation;

/** The database does not answer; whether it did what it was asked to is not known. */
final class DatabaseAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseAway() {
    super("the database is away", null, false, false);
  }
}

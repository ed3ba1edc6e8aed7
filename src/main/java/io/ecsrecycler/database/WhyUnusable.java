package io.ecsrecycler.database;

import java.sql.SQLException;

/** Puts what a driver says at start into one sentence and a remedy. */
final class WhyUnusable {

  /** H2's own codes. */
  private static final int FILE_CORRUPTED = 90030;

  private static final int IO = 90028;
  private static final int FILE_VERSION = 90048;
  private static final int ALREADY_OPEN = 90020;

  private static final String RESTORE =
      "Restore the file from a backup (docs/backup.md). To begin with a new, empty database on"
          + " purpose, move the file and its .marker file away; first put back by hand what recycles"
          + " under way have raised.";

  private WhyUnusable() {}

  static UnusableDatabaseException of(SQLException trouble) {
    SQLException driver = DatabaseTrouble.driver(trouble);
    String problem = "The job database cannot be used: " + DatabaseTrouble.words(driver);
    return switch (driver.getErrorCode()) {
      case ALREADY_OPEN ->
          new UnusableDatabaseException(
              "Another process has the job database open: " + DatabaseTrouble.words(driver),
              "Stop the other process, or give this one a directory of its own:"
                  + " recycler.data-dir. Several replicas need PostgreSQL (spring.datasource.*).",
              driver);
      case FILE_CORRUPTED, IO, FILE_VERSION ->
          new UnusableDatabaseException(
              "The file of the job database is damaged or is no H2 database: "
                  + DatabaseTrouble.words(driver),
              RESTORE,
              driver);
      default -> new UnusableDatabaseException(problem, remedy(driver), driver);
    };
  }

  private static String remedy(SQLException driver) {
    return switch (DatabaseTrouble.stateClass(driver)) {
      case "28" -> "Check spring.datasource.username and spring.datasource.password.";
      case "3D" ->
          "Create the database that spring.datasource.url names; its tables are made at start.";
      default ->
          "Check that the database runs and is reachable from here at spring.datasource.url."
              + " Nothing was lost: recycles go on as soon as a replica has started.";
    };
  }
}

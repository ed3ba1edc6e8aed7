package io.ecsrecycler.database;

import io.ecsrecycler.database.JobDatabase.H2File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file beside the database: it remembers that there was one. */
final class Marker {

  private static final String TEXT =
      """
      %s beside this file is the job database of ecs-task-recycler. It knows which recycles are
      under way, and which capacity is to be put back. While this file is here, the service does not
      start without the database. Delete this file only to begin with a new, empty database.
      """;

  private Marker() {}

  /** Writes it, once the database has its tables; also beside one of a former release. */
  static void write(H2File file) {
    Path marker = file.marker();
    if (Files.exists(marker)) {
      return;
    }
    try {
      Files.writeString(marker, TEXT.formatted(file.data().getFileName()));
    } catch (IOException e) {
      throw new UnusableDatabaseException(
          "The file %s cannot be written: %s".formatted(marker, e.getMessage()),
          "Make room, or give the user that runs this process the right to write there.",
          e);
    }
  }
}

package io.ecsrecycler.database;

import java.nio.file.Path;
import java.util.Locale;

/** Where the jobs are kept, as {@code spring.datasource.url} says. */
public sealed interface JobDatabase {

  /**
   * A file of H2's, opened by this process.
   *
   * @param name the file without H2's {@code .mv.db}
   * @param shared whether other processes may use it at the same time
   */
  record H2File(Path name, boolean shared) implements JobDatabase {

    /** The file that holds everything. */
    Path data() {
      return name.resolveSibling(name.getFileName() + ".mv.db");
    }

    /** The file that says that there was a database. */
    Path marker() {
      return name.resolveSibling(name.getFileName() + ".marker");
    }

    Path directory() {
      return name.getParent() == null ? name : name.getParent();
    }
  }

  /** H2 in memory, or in a file system of its own; nothing of it can be looked at from outside. */
  record InProcess() implements JobDatabase {}

  /** A process that may be away for a while and come back. */
  record Server() implements JobDatabase {}

  /** Reads a JDBC URL. */
  static JobDatabase of(String url) {
    if (!url.startsWith("jdbc:h2:")) {
      return new Server();
    }
    String settings = url.toUpperCase(Locale.ROOT);
    String where = url.substring("jdbc:h2:".length()).split(";", 2)[0];
    if (where.startsWith("tcp:") || where.startsWith("ssl:")) {
      return new Server();
    }
    String file = where.startsWith("file:") ? where.substring("file:".length()) : where;
    // One of H2's own file systems; a single letter would be a drive.
    if (file.matches("[a-zA-Z]{2,}:.*")) {
      return new InProcess();
    }
    return new H2File(absolute(file), settings.contains(";AUTO_SERVER=TRUE"));
  }

  private static Path absolute(String file) {
    String home = System.getProperty("user.home", "");
    return Path.of(file.startsWith("~") ? home + file.substring(1) : file)
        .toAbsolutePath()
        .normalize();
  }
}

package io.ecsrecycler.database;

import io.ecsrecycler.database.JobDatabase.H2File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether a process may begin with this H2 file. A directory that cannot be used does not get
 * better by waiting. A file that was there and is gone holds recycles that would be forgotten.
 */
final class FileCheck {

  /** More than H2 needs for opening, and far less than it needs for long. */
  private static final int ROOM = 256 * 1024;

  private static final String ANOTHER_DIRECTORY =
      "Set recycler.data-dir to a directory that this process may write to.";

  private FileCheck() {}

  /**
   * Makes the directory where it is missing.
   *
   * @throws UnusableDatabaseException when the service must not start with it
   */
  static void check(H2File file) {
    directory(file.directory());
    content(file);
    writable(file);
  }

  private static void directory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableDatabaseException(
          "The data directory %s is a file.".formatted(directory), ANOTHER_DIRECTORY, e);
    } catch (IOException e) {
      throw new UnusableDatabaseException(
          "The data directory %s cannot be made: %s.".formatted(directory, reason(e)),
          ANOTHER_DIRECTORY,
          e);
    }
  }

  private static void content(H2File file) {
    Path data = file.data();
    if (Files.isDirectory(data)) {
      throw new UnusableDatabaseException(
          "%s is a directory, and should be the file of the job database.".formatted(data),
          "Move it away, or set recycler.data-dir to another directory.",
          null);
    }
    boolean empty = Files.exists(data) && data.toFile().length() == 0;
    if (empty || (!Files.exists(data) && Files.exists(file.marker()))) {
      throw new UnusableDatabaseException(lost(file, empty ? "empty" : "gone"), remedy(file), null);
    }
  }

  private static String lost(H2File file, String how) {
    return "The file of the job database, %s, is %s. Recycles that were under way are in it: without"
            .formatted(file.data(), how)
        + " it they are forgotten, and their services keep the capacity that was raised for them.";
  }

  private static String remedy(H2File file) {
    return "Restore %s from a backup (docs/backup.md) and start again. To begin with a new, empty"
            .formatted(file.data())
        + " database on purpose, delete %s and %s; first put back by hand what recycles under way"
            .formatted(file.data(), file.marker())
        + " have raised.";
  }

  private static void writable(H2File file) {
    if (Files.exists(file.data()) && !Files.isWritable(file.data())) {
      throw new UnusableDatabaseException(
          "This process may not write to the file of the job database, %s.".formatted(file.data()),
          "Give the user that runs this process the right to write to it.",
          null);
    }
    Path trial = file.name().resolveSibling(file.name().getFileName() + ".trial");
    try {
      fill(trial);
      Files.delete(trial);
    } catch (IOException e) {
      discard(trial, e);
      throw new UnusableDatabaseException(
          "The data directory %s cannot be written to: %s.".formatted(file.directory(), reason(e)),
          "Make room or give the user that runs this process the right to write there, and start"
              + " again; or set recycler.data-dir to another directory.",
          e);
    }
  }

  private static void fill(Path trial) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            trial,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer room = ByteBuffer.allocate(ROOM);
      while (room.hasRemaining()) {
        channel.write(room);
      }
      channel.force(true);
    }
  }

  private static void discard(Path trial, IOException why) {
    try {
      Files.deleteIfExists(trial);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "the directory above it does not exist";
      case FileSystemException it when it.getReason() != null -> it.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}

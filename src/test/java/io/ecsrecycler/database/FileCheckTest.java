package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.database.JobDatabase.H2File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start on an H2 file finds before H2 does. */
class FileCheckTest {

  @TempDir Path directory;

  @Test
  void aNewDirectoryIsMade() {
    H2File file = file(directory.resolve("new/data"));
    assertThatCode(() -> FileCheck.check(file)).doesNotThrowAnyException();
    assertThat(directory.resolve("new/data")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatIsAFileIsNamed() throws IOException {
    Path occupied = Files.writeString(directory.resolve("data"), "x");
    refuses(file(occupied), "The data directory " + occupied + " is a file.", "recycler.data-dir");
  }

  @Test
  void aDirectoryBelowAFileIsNamed() throws IOException {
    Files.writeString(directory.resolve("data"), "x");
    refuses(file(directory.resolve("data/deeper")), "cannot be made", "recycler.data-dir");
  }

  @Test
  void aDirectoryThatTakesNoFilesIsNamed() {
    Path system = Path.of("/sys");
    Assumptions.assumeTrue(Files.isDirectory(system), "a directory that not even root writes to");
    refuses(file(system), "The data directory /sys cannot be written to: ", "right to write");
  }

  @Test
  void aFullDiskIsNamedAndLeavesNothingBehind() throws IOException {
    try (Tmpfs disk = Tmpfs.orSkip(directory, 1)) {
      disk.fill();
      refuses(file(disk.directory()), "cannot be written to: No space left on device", "Make room");
      assertThat(disk.directory()).isDirectoryNotContaining("glob:**recycler*");
    }
  }

  @Test
  void aDatabaseThatWasThereAndIsGoneIsNotBegunAnew() throws IOException {
    H2File file = file(directory);
    Files.writeString(file.data(), "as H2 leaves it");
    Marker.write(file);
    assertThatCode(() -> FileCheck.check(file)).doesNotThrowAnyException();

    Files.delete(file.data());
    refuses(file, "is gone", "Restore", file.marker().toString(), "docs/backup.md");
  }

  @Test
  void norIsAnEmptyFileWhetherOrNotItWasMarked() throws IOException {
    H2File file = file(directory);
    Files.createFile(file.data());
    refuses(file, "is empty", "Restore", "delete " + file.data());
    Marker.write(file);
    refuses(file, "is empty", "Restore", "delete " + file.data());
  }

  @Test
  void onPurposeADatabaseIsBegunAnewByDeletingBothFiles() throws IOException {
    H2File file = file(directory);
    Files.createFile(file.data());
    Marker.write(file);
    Files.delete(file.data());
    Files.delete(file.marker());
    assertThatCode(() -> FileCheck.check(file)).doesNotThrowAnyException();
  }

  @Test
  void aDirectoryInTheFilesPlaceIsNamed() throws IOException {
    H2File file = file(directory);
    Files.createDirectory(file.data());
    refuses(file, "is a directory", "Move it away");
  }

  private static H2File file(Path directory) {
    return new H2File(directory.resolve("recycler"), false);
  }

  private static void refuses(H2File file, String problem, String... remedy) {
    assertThatExceptionOfType(UnusableDatabaseException.class)
        .isThrownBy(() -> FileCheck.check(file))
        .satisfies(
            it -> assertThat(it.getMessage()).contains(problem),
            it -> assertThat(it.remedy()).contains(remedy));
  }
}

package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.journey.TcpProxy.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start with a database that cannot be used, as processes: what they say, and how they end. */
class StartIT {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** A sentence and a remedy, with what Spring Boot puts around them, and its banner. */
  private static final int FEW_LINES = 40;

  private static final URI NO_AWS = URI.create("http://127.0.0.1:1");

  @TempDir Path directory;
  private Path data;
  private Path file;

  @BeforeEach
  void name() {
    data = directory.resolve("data");
    file = data.resolve("recycler.mv.db");
  }

  @Test
  void aDataDirectoryThatIsAFileIsNamedAtOnce() throws IOException {
    Files.writeString(data, "x");
    refuses("The data directory " + data + " is a file.");
  }

  @Test
  void aDirectoryThatTakesNoFilesIsNamedAtOnce() {
    refuses("The data directory /sys cannot be written to", "--recycler.data-dir=/sys");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamedAtOnce() throws IOException {
    Files.createDirectories(data);
    Files.writeString(file, "I am something else.\n".repeat(1000));
    refuses("The file of the job database is damaged or is no H2 database");
  }

  @Test
  void anEmptyFileOrNoneIsNotBegunAnewWhereThereWasADatabase() throws IOException {
    JarProcess.recycler(directory, NO_AWS).terminate();
    assertThat(data).isDirectoryContaining("glob:**/recycler.marker");
    byte[] backup = Files.readAllBytes(file);

    Files.write(file, new byte[0]);
    refuses("is empty. Recycles that were under way are in it");
    Files.delete(file);
    refuses("is gone. Recycles that were under way are in it");
    Files.write(file, Arrays.copyOf(backup, backup.length / 2));
    refuses("The file of the job database is damaged");

    Files.write(file, backup);
    try (JarProcess restored = JarProcess.recycler(directory, NO_AWS)) {
      assertThat(restored.ready()).isTrue();
      refuses("Another process has the job database open");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aStopEndsTheWaitForAServer(String signal) {
    int nobody = JarProcess.freePort();
    try (JarProcess waiting = waitingFor(nobody)) {
      stops(waiting, signal);
    }
  }

  @Test
  void evenIfTheServerTakesTheConnectionAndSaysNothing() {
    try (TcpProxy wire = TcpProxy.to(JarProcess.freePort())) {
      wire.become(Mode.BLACK_HOLE);
      try (JarProcess waiting = waitingFor(wire.port())) {
        stops(waiting, "TERM");
      }
    }
  }

  private JarProcess waitingFor(int port) {
    return JarProcess.beginning(
        directory,
        NO_AWS,
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  private static void stops(JarProcess waiting, String signal) {
    await()
        .atMost(LONG)
        .until(() -> waiting.output().contains("The job database cannot be used yet"));
    waiting.signal(signal);
    await("the end").atMost(Duration.ofSeconds(10)).until(() -> !waiting.alive());
    assertThat(waiting.exitCode()).isNotZero();
    assertThat(waiting.output())
        .contains("This process was told to stop while it waited for the job database.")
        .doesNotContain("\tat ");
    assertThat(waiting.output().lines()).hasSizeLessThan(FEW_LINES);
  }

  private void refuses(String sentence, String... more) {
    try (JarProcess process = JarProcess.beginning(directory, NO_AWS, more)) {
      assertThat(process.exitCode()).isEqualTo(1);
      assertThat(process.output()).contains(sentence).doesNotContain("\tat ");
      List<String> lines = process.output().lines().toList();
      assertThat(lines).hasSizeLessThan(FEW_LINES);
    }
  }
}

package io.ecsrecycler.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small disk that can really be full; needs Linux and root, otherwise its test is left out. */
public final class Tmpfs implements AutoCloseable {

  private final Path directory;
  private final Path filler;

  private Tmpfs(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /** Mounts one of so many megabytes, or has the test left out. */
  public static Tmpfs orSkip(Path directory, int megabytes) {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()),
        "a tmpfs cannot be mounted here, so no disk can be filled");
    return new Tmpfs(directory);
  }

  public Path directory() {
    return directory;
  }

  /** Leaves not one byte. */
  public void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] some = new byte[4096];
      while (Files.getFileStore(directory).getUsableSpace() > 0) {
        out.write(some);
      }
    }
  }

  /** Makes room again. */
  public void free() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() {
    run("umount", "-l", directory.toString());
  }

  private static boolean run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.ecsrecycler.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds on to, on Linux.
 *
 * @param heapBytes what is alive after a full collection
 * @param descriptors open files and connections
 * @param threads of the platform
 */
record Footprint(long heapBytes, long descriptors, long threads) {

  static Footprint of(long pid) {
    return new Footprint(liveHeap(pid), entries(pid, "fd"), entries(pid, "task"));
  }

  /** A class histogram counts what a full collection leaves. */
  private static long liveHeap(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String histogram =
          new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String[] total = histogram.substring(histogram.lastIndexOf('\n') + 1).strip().split("\\s+");
      return Long.parseLong(total[total.length - 1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long entries(long pid, String what) {
    try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), what))) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "heap %.1f MB, %d descriptors, %d threads"
        .formatted(heapBytes / 1e6, descriptors, threads);
  }
}

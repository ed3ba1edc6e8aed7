package io.ecsrecycler.examples;

import io.ecsrecycler.examples.Shells.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs docs/examples/recycle, its pauses shortened to a fiftieth. */
final class Client {

  static final String TOKEN = "rcy_a-very.secret~token+/==";
  private static final int PERCENT_OF_A_DELAY = 2;
  private static final int LONGEST_RUN_SECONDS = 60;

  private final Shell shell;
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  Client(Shell shell, Path directory, String url) {
    for (String tool : List.of("curl", "jq")) {
      Assumptions.assumeTrue(
          Shells.program(tool).isPresent(),
          tool + " is not installed, so the shell client cannot be tested on this machine");
    }
    this.shell = shell;
    this.directory = directory;
    environment.put("RECYCLER_URL", url);
    environment.put("RECYCLER_TOKEN", TOKEN);
    environment.put("RECYCLER_DELAY_PERCENT", Integer.toString(PERCENT_OF_A_DELAY));
    environment.put("TMPDIR", directory.toString());
  }

  Client with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** How long it pauses where the service asked for so many seconds. */
  static long nanosOf(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds) * PERCENT_OF_A_DELAY / 100;
  }

  Ended start(String... more) {
    return startInBackground(more).ended();
  }

  Running startInBackground(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--cluster", "demo", "--service", "web"));
    arguments.addAll(Arrays.asList(more));
    return runInBackground(arguments);
  }

  Ended run(String... arguments) {
    return runInBackground(List.of(arguments)).ended();
  }

  private Running runInBackground(List<String> arguments) {
    List<String> command = new ArrayList<>(shell.command());
    command.add(Path.of("docs", "examples", "recycle").toAbsolutePath().toString());
    command.addAll(arguments);
    return launch(command);
  }

  Running launch(List<String> command) {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(it -> it.toLowerCase().endsWith("_proxy"));
    builder.environment().putAll(environment);
    try {
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run that has ended. */
  record Ended(int code, String out, String err) {

    /** What was printed, without the times. */
    List<String> lines() {
      return out.lines().map(it -> it.replaceFirst("^\\d{4}-\\S+Z  ", "")).toList();
    }
  }

  /** A run. */
  record Running(Process process, Path out, Path err) {

    void signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    Ended ended() {
      try {
        boolean over = process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
        Ended ended =
            new Ended(
                over ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
        process.destroyForcibly();
        Assertions.assertThat(over).as("it ended by itself: %s", ended).isTrue();
        return ended;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

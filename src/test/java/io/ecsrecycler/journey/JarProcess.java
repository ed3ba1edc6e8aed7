package io.ecsrecycler.journey;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packaged jar as a process of its own; its output goes to a file. */
final class JarProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);
  private static final Path TEST_CLASSES = Path.of("target", "test-classes");
  private static final Path JAR = Path.of(System.getProperty("recycler.jar", "target/missing.jar"));

  private final Process process;
  private final URI uri;
  private final Path log;
  private final String probe;

  private JarProcess(Process process, URI uri, Path log, String probe) {
    this.process = process;
    this.uri = uri;
    this.log = log;
    this.probe = probe;
  }

  /** The simulator alone, which outlives the services that are killed. */
  static JarProcess simulator(Path directory, int port) {
    return start(
            directory.resolve("simulator.log"),
            URI.create("http://127.0.0.1:" + port),
            "/simulator",
            List.of(
                "-cp",
                JAR.toString(),
                "-Dloader.main=io.ecsrecycler.simulator.SimulatorApplication",
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                "--port=" + port))
        .untilItAnswersOrEnds()
        .mustLive();
  }

  /**
   * The service, open unless {@code more} says who may; its database in {@code directory} survives.
   */
  static JarProcess recycler(Path directory, URI simulator, String... more) {
    return recycler(directory, simulator, List.of("-jar", JAR.toString()), List.of(more))
        .untilItAnswersOrEnds()
        .mustLive();
  }

  /** The same without waiting for it: it may be about to end, or to wait for something. */
  static JarProcess beginning(Path directory, URI simulator, String... more) {
    return recycler(directory, simulator, List.of("-jar", JAR.toString()), List.of(more));
  }

  /** The service on that database instead of a file. */
  static List<String> on(EmbeddedPostgres postgres) {
    return List.of(
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  /** The service with {@code crashing.CrashPoints} in it; it may die before it is ready. */
  static JarProcess crashing(
      Path directory, URI simulator, String point, Path names, List<String> more) {
    return recycler(
            directory,
            simulator,
            List.of(
                "-Dcrash.at=" + point,
                "-Dcrash.names=" + names,
                "-cp",
                JAR.toString(),
                "-Dloader.path=" + TEST_CLASSES,
                "-Dloader.main=io.ecsrecycler.EcsTaskRecycler",
                "org.springframework.boot.loader.launch.PropertiesLauncher"),
            more)
        .untilItAnswersOrEnds();
  }

  private static JarProcess recycler(
      Path directory, URI simulator, List<String> launch, List<String> more) {
    int port = freePort();
    List<String> arguments = new ArrayList<>(launch);
    arguments.addAll(
        List.of(
            "--server.port=" + port,
            "--spring.cloud.aws.endpoint=" + simulator,
            "--spring.cloud.aws.region.static=us-east-1",
            "--spring.cloud.aws.credentials.access-key=test",
            "--spring.cloud.aws.credentials.secret-key=test"));
    if (more.stream().noneMatch(it -> it.startsWith("--recycler.data-dir="))) {
      arguments.add("--recycler.data-dir=" + directory.resolve("data"));
    }
    if (more.stream().noneMatch(it -> it.startsWith("--recycler.security."))) {
      arguments.add("--recycler.security.open-to-everybody-who-can-reach-it=true");
    }
    arguments.addAll(more);
    return start(
        directory.resolve("recycler-%d.log".formatted(port)),
        URI.create("http://127.0.0.1:" + port),
        "/actuator/health/readiness",
        arguments);
  }

  private static JarProcess start(Path log, URI uri, String probe, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(arguments);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new JarProcess(process, uri, log, probe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JarProcess untilItAnswersOrEnds() {
    await("the process of " + log).atMost(START).until(() -> answers(probe) || !alive());
    return this;
  }

  private JarProcess mustLive() {
    if (!alive()) {
      throw new IllegalStateException("ended at once:\n" + output());
    }
    return this;
  }

  /** Alive, and takes requests. */
  boolean ready() {
    return alive() && Http.status(uri.resolve("/actuator/health/readiness")) == 200;
  }

  boolean alive() {
    return process.isAlive();
  }

  private boolean answers(String path) {
    return Http.status(uri.resolve(path)) < Http.SERVER_ERROR;
  }

  URI uri() {
    return uri;
  }

  long pid() {
    return process.pid();
  }

  /** As kill -9: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As SIGTERM: the service hands its recycles over. */
  void terminate() {
    process.destroy();
    awaitEnd();
  }

  /** Stopped in its tracks, as a long garbage collection or a frozen host would. */
  void freeze() {
    signal("STOP");
  }

  /** Goes on as if nothing had been. */
  void thaw() {
    signal("CONT");
  }

  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How it ended; waits for that. */
  int exitCode() {
    awaitEnd();
    return process.exitValue();
  }

  private void awaitEnd() {
    await("end of " + log).atMost(START).until(() -> !process.isAlive());
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

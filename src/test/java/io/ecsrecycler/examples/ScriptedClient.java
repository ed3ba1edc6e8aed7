package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.shows;

import io.ecsrecycler.examples.Shells.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The client in each shell of this machine, and a service whose recycles have succeeded. */
@ParameterizedClass
@MethodSource("io.ecsrecycler.examples.Shells#installed")
abstract class ScriptedClient {

  final Shell shell;
  final Path directory;
  final ScriptedService service = new ScriptedService();
  Client client;

  ScriptedClient(Shell shell, Path directory) {
    this.shell = shell;
    this.directory = directory;
    this.client = new Client(shell, directory, service.url());
  }

  @BeforeEach
  void hasSucceeded() {
    service.on(GET, shows("SUCCEEDED"));
  }

  @AfterEach
  void close() {
    service.close();
  }
}

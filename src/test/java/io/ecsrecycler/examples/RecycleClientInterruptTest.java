package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.CANCEL;
import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.ID;
import static io.ecsrecycler.examples.ScriptedService.START;
import static io.ecsrecycler.examples.ScriptedService.recycle;
import static io.ecsrecycler.examples.ScriptedService.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.Client.Running;
import io.ecsrecycler.examples.Shells.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupting the shell client never cancels silently. */
@ParameterizedClass
@MethodSource("io.ecsrecycler.examples.Shells#installed")
class RecycleClientInterruptTest {

  private final Shell shell;
  private final Path directory;
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ScriptedService service = new ScriptedService();
  private Client client;

  RecycleClientInterruptTest(Shell shell, @TempDir Path directory) {
    this.shell = shell;
    this.directory = directory;
  }

  @BeforeEach
  void installed() {
    client = new Client(shell, directory, service.url());
    service.on(GET, shows("RUNNING"), new Reply.Held(gate, shows("RUNNING")));
  }

  @AfterEach
  void close() {
    service.close();
  }

  /** A shell that was started with a signal ignored cannot heed it: Maven in the background. */
  private void assumeHeeded(String signal) {
    Ended ended =
        client
            .launch(List.of("sh", "-c", "trap 'exit 7' " + signal + "; kill -" + signal + " $$"))
            .ended();
    Assumptions.assumeTrue(ended.code() == 7, signal + " is ignored in processes of this test");
  }

  private Ended interruptedWhileFollowing(String signal, String... more) {
    assumeHeeded(signal);
    Running running = client.startInBackground(more);
    await().until(() -> service.seen(GET).size() == 2);
    running.signal(signal);
    return running.ended();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void theRecycleGoesOnAndTheClientSaysSo(String signal, int code) {
    Ended ended = interruptedWhileFollowing(signal);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    assertThat(ended.err()).contains("GOES ON", "recycle follow " + ID, "recycle cancel " + ID);
    assertThat(service.seen(CANCEL)).isEmpty();
  }

  @Test
  void itCancelsWhereThatWasAskedForAndSeesItsEnd() {
    service.on(CANCEL, shows("RUNNING", "\"cancelling\": true"));
    service.on(GET, shows("RUNNING"), new Reply.Held(gate, shows("RUNNING")), shows("CANCELLED"));
    Ended ended = interruptedWhileFollowing("INT", "--cancel-on-interrupt");
    assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
    assertThat(ended.err()).contains("cancelling recycle " + ID).doesNotContain("GOES ON");
    assertThat(service.seen(CANCEL)).hasSize(1);
  }

  @Test
  void itWaitsOnlyShortlyForACancelledRecycle() {
    service.on(CANCEL, shows("RUNNING", "\"cancelling\": true"));
    service.on(GET, shows("RUNNING"), new Reply.Held(gate, shows("RUNNING")), shows("RUNNING"));
    Ended ended = interruptedWhileFollowing("TERM", "--cancel-on-interrupt");
    assertThat(ended.code()).as(ended.toString()).isEqualTo(143);
    assertThat(ended.err()).contains("has not ended yet; it is being cancelled");
  }

  @Test
  void aCancelThatIsRefusedIsNotKeptSecret() {
    service.on(CANCEL, Reply.json(403, "{\"title\": \"You may not do that\"}"));
    Ended ended = interruptedWhileFollowing("TERM", "--cancel-on-interrupt");
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.err()).contains("You may not do that", "could not be cancelled; it GOES ON");
  }

  @Test
  void aStartThatIsOnItsWayIsAwaitedForItsId() {
    assumeHeeded("TERM");
    service.on(START, new Reply.Held(gate, Reply.json(202, recycle("QUEUED"))));
    Running running = client.startInBackground();
    await().until(() -> service.seen(START).size() == 1);
    running.signal("TERM");
    gate.countDown();
    Ended ended = running.ended();
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.err()).contains("recycle " + ID + " GOES ON");
  }

  @Test
  void whereEvenThatIsUnknownTheKeyIsTold() {
    assumeHeeded("TERM");
    service.on(START, new Reply.Held(gate, Reply.json(202, recycle("QUEUED"))));
    Running running = client.startInBackground("--key", "deploy-42");
    await().until(() -> service.seen(START).size() == 1);
    running.signal("TERM");
    Ended ended = running.ended();
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.err()).contains("is not known", "--key deploy-42");
  }
}

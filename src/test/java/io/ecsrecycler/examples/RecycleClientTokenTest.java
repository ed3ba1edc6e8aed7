package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.START;
import static io.ecsrecycler.examples.ScriptedService.recycle;
import static io.ecsrecycler.examples.ScriptedService.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.Client.Running;
import io.ecsrecycler.examples.Shells.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell client's token is seen by the service and by nobody else. */
class RecycleClientTokenTest extends ScriptedClient {

  RecycleClientTokenTest(Shell shell, @TempDir Path directory) {
    super(shell, directory);
  }

  private List<String> authorizations(String route) {
    return service.seen(route).stream()
        .map(it -> String.valueOf(it.headers().first("Authorization")))
        .toList();
  }

  @Test
  void itIsInNoProcessListAndInNoOutput() throws IOException {
    CountDownLatch gate = new CountDownLatch(1);
    service.on(START, new Reply.Held(gate, Reply.json(202, recycle("QUEUED"))));
    Running running = client.startInBackground();
    await().until(() -> service.seen(START).size() == 1);
    List<ProcessHandle> children = running.process().descendants().toList();
    assertThat(children).isNotEmpty();
    assertThat(children)
        .allSatisfy(it -> assertThat(shown(it)).contains("curl").doesNotContain(Client.TOKEN));
    assertThat(shown(running.process().toHandle())).doesNotContain(Client.TOKEN);
    gate.countDown();
    Ended ended = running.ended();
    assertThat(ended.code()).isZero();
    assertThat(ended.out() + ended.err()).doesNotContain(Client.TOKEN);
    assertThat(authorizations(START)).containsExactly("Bearer " + Client.TOKEN);
    try (var left = Files.list(directory)) {
      assertThat(left).extracting(it -> it.getFileName().toString()).containsOnly("out", "err");
    }
  }

  /** What {@code ps} shows of a process; of a child, its environment as well. */
  private static String shown(ProcessHandle process) throws IOException {
    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
    boolean readable = process.parent().isPresent() && Files.isReadable(environment);
    boolean child = process.info().command().orElse("").endsWith("curl");
    return process.info().commandLine().orElse("")
        + (readable && child ? Files.readString(environment) : "");
  }

  @Test
  void aCommandGivesItAtTheStartAndWheneverItHasExpired() {
    client.with("RECYCLER_TOKEN_COMMAND", "echo x >>calls; echo token-$(wc -l <calls | tr -d ' ')");
    service.on(GET, shows("RUNNING"), Reply.status(401), shows("RUNNING"), shows("SUCCEEDED"));
    Ended ended = client.start();
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(authorizations(START)).containsExactly("Bearer token-1");
    assertThat(authorizations(GET))
        .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2");
  }

  @Test
  void aFreshTokenThatIsRefusedAsWellIsTheEnd() {
    client.with("RECYCLER_TOKEN_COMMAND", "echo x >>calls; echo token");
    service.on(START, Reply.json(401, "{\"title\": \"The token is not valid\"}"));
    Ended ended = client.start();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("The token is not valid");
    assertThat(service.seen(START)).hasSize(2);
  }

  @Test
  void aCommandThatFailsIsTriedAgain() {
    client.with(
        "RECYCLER_TOKEN_COMMAND", "echo x >>calls; [ $(wc -l <calls) -gt 2 ] && echo token");
    Ended ended = client.start();
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.err()).containsOnlyOnce("RECYCLER_TOKEN_COMMAND gave no token (exit code 1)");
  }

  @Test
  void aTokenThatIsNoneIsNotSent() {
    Ended ended = client.with("RECYCLER_TOKEN", "x\"\nurl = \"file:///etc/passwd").start();
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).doesNotContain("passwd");
    assertThat(service.seen(START)).isEmpty();
  }
}

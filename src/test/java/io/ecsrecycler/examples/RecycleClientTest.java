package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.CANCEL;
import static io.ecsrecycler.examples.ScriptedService.EVENTS;
import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.ID;
import static io.ecsrecycler.examples.ScriptedService.START;
import static io.ecsrecycler.examples.ScriptedService.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.Shells.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shell client prints, and how it ends. */
@ParameterizedClass
@MethodSource("io.ecsrecycler.examples.Shells#installed")
class RecycleClientTest {

  private final Shell shell;
  private final Path directory;
  private final ScriptedService service = new ScriptedService();
  private Client client;

  RecycleClientTest(Shell shell, @TempDir Path directory) {
    this.shell = shell;
    this.directory = directory;
  }

  @BeforeEach
  void installed() {
    client = new Client(shell, directory, service.url());
  }

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED, 0", "FAILED, 1", "CANCELLED, 3"})
  void theExitCodeIsTheOutcome(String status, int code) {
    service.on(GET, shows("RUNNING"), shows(status));
    Ended ended = client.start("--output", directory.resolve("output").toString());
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    assertThat(ended.lines().getFirst()).isEqualTo("recycle " + ID);
    assertThat(ended.lines().getLast()).startsWith(status + ": ").contains("3 of 3 tasks");
    assertThat(directory.resolve("output")).hasContent("id=" + ID + "\nstatus=" + status);
  }

  @Test
  void whatChangesIsPrintedOnceAndNothingElse() {
    String first =
        "{\"sequence\": 7, \"at\": \"2026-01-31T10:00:00.5Z\", \"message\": \"Raising\"}";
    String evil =
        "{\"sequence\": 9, \"at\": \"2026-01-31T10:00:01Z\", \"message\": \"Task\\n::add-path::x\\u001b[2J\"}";
    String hold =
        "\"hold\": {\"reason\": \"NOT_ENOUGH_HEALTHY\", \"message\": \"2 of 3 are healthy\"}";
    service.on(
        GET,
        shows("RUNNING", "\"phase\": \"SURGING\"").with("ETag", "\"a\""),
        Reply.status(304),
        shows("RUNNING", "\"phase\": \"SURGING\"").with("ETag", "\"b\""),
        shows("RUNNING", "\"phase\": \"RECYCLING\"", hold).with("ETag", "\"c\""),
        shows("RUNNING", "\"phase\": \"RECYCLING\"", hold),
        shows("RUNNING", "\"phase\": \"RECYCLING\"", "\"hold\": null"),
        shows(
            "FAILED",
            "\"failure\": {\"code\": \"REPLACEMENT_FAILED\", \"message\": \"It died.\"}"));
    service.on(
        EVENTS,
        Reply.json(200, "[" + first + "]"),
        Reply.json(200, "[" + first + "]"),
        Reply.json(200, "[" + first + ", " + evil + "]"));
    Ended ended = client.start();
    assertThat(ended.lines())
        .containsExactly(
            "recycle " + ID,
            "Raising",
            "RUNNING SURGING",
            "Task ::add-path::x [2J",
            "held: 2 of 3 are healthy",
            "RUNNING RECYCLING",
            "held no more",
            "FAILED: It died. (REPLACEMENT_FAILED); 3 of 3 tasks recycled, 0 skipped");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("2026-01-31T10:00:00Z  Raising");
    assertThat(service.seen(GET))
        .extracting(it -> it.headers().first("If-None-Match"))
        .startsWith(null, "\"a\"", "\"a\"", "\"b\"", "\"c\"");
    assertThat(service.seen(GET).get(1).query()).isEqualTo("wait=30s");
  }

  @Test
  void aLongTimelineIsReadToItsEnd() {
    service.on(GET, shows("SUCCEEDED"));
    service.on(
        EVENTS,
        Reply.json(200, "[" + event(7, "first page") + "]").with("Link", "<next>; rel=\"next\""),
        Reply.json(200, "[" + event(9, "second page") + "]").with("Link", "<next>; rel=\"next\""),
        Reply.json(200, "[]").with("Link", "<of a proxy>"));
    assertThat(client.start().lines()).contains("first page", "second page");
    assertThat(service.seen(EVENTS))
        .extracting(ScriptedService.Seen::query)
        .containsExactly("after=0", "after=7", "after=9");
  }

  private static String event(int sequence, String message) {
    return "{\"sequence\": %d, \"at\": \"2026-01-31T10:00:00Z\", \"message\": \"%s\"}"
        .formatted(sequence, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422})
  void aRefusalIsExplained(int status) {
    service.on(
        START,
        Reply.json(
            status,
            """
            {"title": "The request is not valid", "detail": "See the fields.", "code": "X",
             "recycleId": "0199-b", "errors": [{"field": "waitSeconds", "message": "must be 0 to 3600"}]}
            """));
    Ended ended = client.start();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("HTTP " + status, "The request is not valid", "See the fields.", "0199-b")
        .contains("waitSeconds: must be 0 to 3600");
    assertThat(service.seen(START)).hasSize(1);
  }

  @Test
  void waitingTooLongLeavesTheRecycleAlone() {
    service.on(GET, shows("RUNNING"));
    Ended ended = client.start("--timeout", "1s");
    assertThat(ended.code()).isEqualTo(124);
    assertThat(ended.err()).contains("GOES ON", "recycle follow " + ID, "recycle cancel " + ID);
    assertThat(service.seen(CANCEL)).isEmpty();
  }

  @Test
  void aRecycleCanBeFollowedLaterAndCancelled() {
    service.on(GET, shows("SUCCEEDED")).on(CANCEL, shows("RUNNING"));
    assertThat(client.run("cancel", ID).code()).isZero();
    assertThat(service.seen(CANCEL)).hasSize(1);
    assertThat(client.run("follow", ID).code()).isZero();
    Ended unknown = client.run("follow", "0199-unknown");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no such recycle").doesNotContain("GOES ON");
    assertThat(service.seen(START)).isEmpty();
  }

  @Test
  void aDetachedStartPrintsNothingButTheId() {
    Ended ended = client.start("--detach");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo(ID + "\n");
    assertThat(service.seen(GET)).isEmpty();
  }
}

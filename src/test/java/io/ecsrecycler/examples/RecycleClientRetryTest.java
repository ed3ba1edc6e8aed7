package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.EVENTS;
import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.ID;
import static io.ecsrecycler.examples.ScriptedService.START;
import static io.ecsrecycler.examples.ScriptedService.recycle;
import static io.ecsrecycler.examples.ScriptedService.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.ScriptedService.Seen;
import io.ecsrecycler.examples.Shells.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flaky network neither starts a second recycle nor ends the following. */
class RecycleClientRetryTest extends ScriptedClient {

  RecycleClientRetryTest(Shell shell, @TempDir Path directory) {
    super(shell, directory);
  }

  @Test
  void aStartIsSentAgainWithTheSameKeyAndBody() {
    service.on(
        START,
        new Reply.HangUp(),
        Reply.json(503, "{\"title\": \"AWS could not be asked\"}").with("Retry-After", "1"),
        Reply.status(502),
        Reply.json(200, recycle("RUNNING")));
    Ended ended = client.start();
    assertThat(ended.code()).as(ended.toString()).isZero();
    List<Seen> starts = service.seen(START);
    assertThat(starts).hasSize(4);
    assertThat(starts)
        .extracting(it -> key(it))
        .doesNotContainNull()
        .containsOnly(key(starts.getFirst()));
    assertThat(starts).extracting(Seen::body).containsOnly(starts.getFirst().body());
    assertThat(ended.err()).containsOnlyOnce("no second one was started");
    client.start();
    assertThat(key(service.seen(START).getLast())).isNotEqualTo(key(starts.getFirst()));
    client.start("--key", "deploy-42");
    assertThat(key(service.seen(START).getLast())).isEqualTo("deploy-42");
  }

  private static String key(Seen request) {
    return String.valueOf(request.headers().first("Idempotency-Key"));
  }

  @Test
  void itWaitsAsLongAsItIsToldTo() {
    int seconds = 40;
    Reply tooMany = Reply.status(429).with("Retry-After", Integer.toString(seconds));
    service.on(START, tooMany, Reply.json(202, recycle("QUEUED")));
    service.on(GET, tooMany, shows("SUCCEEDED"));
    assertThat(client.start().code()).isZero();
    assertThat(pause(service.seen(START))).isGreaterThan(Client.nanosOf(seconds));
    assertThat(pause(service.seen(GET))).isGreaterThan(Client.nanosOf(seconds));
  }

  private static long pause(List<Seen> requests) {
    assertThat(requests).hasSize(2);
    return requests.getLast().atNanos() - requests.getFirst().atNanos();
  }

  @Test
  void followingGoesOnThroughAllTroubleAndSaysSoOnce() {
    service.on(
        GET,
        shows("RUNNING"),
        new Reply.HangUp(),
        Reply.status(500),
        new Reply.HangUp(),
        Reply.json(200, "<html>a login page</html>"),
        Reply.json(200, "{}"),
        Reply.json(404, "<html>a gateway that is being deployed</html>"),
        Reply.status(302),
        shows("SUCCEEDED"));
    service.on(
        EVENTS,
        Reply.status(500),
        new Reply.HangUp(),
        Reply.json(
            200, "[{\"sequence\": 1, \"at\": \"2026-01-31T10:00:00Z\", \"message\": \"Done\"}]"));
    Ended ended = client.start();
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.lines()).containsSubsequence("RUNNING", "Done").containsOnlyOnce("Done");
    assertThat(ended.err()).containsOnlyOnce("trying on").containsOnlyOnce("answers again");
  }

  @Test
  void theOutcomeStandsWhereItsTimelineCannotBeRead() {
    service.on(EVENTS, Reply.status(500));
    Ended ended = client.start();
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("the rest of the timeline could not be read");
  }

  @Test
  void whereNobodyAnswersTheKeyIsToldByWhichToFindOut() {
    service.on(START, new Reply.HangUp());
    Ended ended = client.start("--timeout", "1s", "--key", "deploy-42");
    assertThat(ended.code()).isEqualTo(124);
    assertThat(ended.err()).contains("waited too long", "not known", "--key deploy-42");
  }

  @Test
  void aRefusalWhileFollowingSaysThatTheRecycleGoesOn() {
    service.on(GET, shows("RUNNING"), Reply.json(403, "{\"title\": \"You may not do that\"}"));
    Ended ended = client.start();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("You may not do that", "GOES ON", "recycle cancel " + ID);
  }

  @Test
  void aGatewaysRefusalOfTheTokenIsARefusal() {
    service.on(GET, shows("RUNNING"), Reply.status(401));
    Ended ended = client.start();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("HTTP 401", "GOES ON");
  }
}

package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.Shells.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the shell client makes of its arguments. */
class RecycleClientRequestTest extends ScriptedClient {

  private static final String PLAN = "POST /recycles/plan";

  RecycleClientRequestTest(Shell shell, @TempDir Path directory) {
    super(shell, directory);
  }

  private Map<?, ?> sent(String... arguments) {
    Ended ended = client.start(arguments);
    assertThat(ended.code()).as(ended.toString()).isZero();
    return JsonMapper.shared().readValue(service.seen(START).getLast().body(), Map.class);
  }

  @Test
  void everyValueArrivesAsItWasGiven() {
    String hostile = "it's \"quoted\" \\ $(touch pwned) `touch pwned`\n%s; & ünïcode\n";
    assertThat(sent("--reason", hostile, "--set", "availabilityZone=$(touch pwned)=\"x\""))
        .isEqualTo(
            Map.of(
                "cluster", "demo",
                "service", "web",
                "reason", hostile,
                "availabilityZone", "$(touch pwned)=\"x\""));
    assertThat(directory.resolve("pwned")).doesNotExist();
  }

  @Test
  void numbersBooleansAndListsAreSentAsSuchAndTextsAsTexts() {
    assertThat(
            sent(
                "--wait-seconds=5",
                "--batch-size=10%",
                "--reason=42",
                "--set=target=7",
                "--options={\"batchSize\": 2, \"maxPauseMinutes\": 7}",
                "--set=maintainServiceState=false",
                "--set=taskArns=[\"a\", \"b\"]",
                "--set=containerInstance=12345678901234567890123456789012"))
        .isEqualTo(
            Map.of(
                "cluster",
                "demo",
                "service",
                "web",
                "waitSeconds",
                5,
                "batchSize",
                2,
                "maxPauseMinutes",
                7,
                "reason",
                "42",
                "target",
                "7",
                "maintainServiceState",
                false,
                "taskArns",
                List.of("a", "b"),
                "containerInstance",
                "12345678901234567890123456789012"));
  }

  @Test
  void aPlanIsToldAndStartsNothing() {
    service.on(
        PLAN,
        Reply.json(
            200,
            """
            {"blockers": [], "desiredCount": 3, "floor": 3, "batch": 1, "estimatedSeconds": 90,
             "tasks": [{"taskArn": "arn:1", "verdict": "WAITS_FOR_PROTECTION", "why": "it is protected"}],
             "calls": ["StopTask arn:1"]}
            """),
        Reply.json(
            200,
            """
            {"blockers": [{"code": "DEPLOYMENT_RUNNING", "message": "A deployment runs."}],
             "desiredCount": 3, "floor": 3, "batch": 1, "estimatedSeconds": 0, "tasks": [], "calls": []}
            """));
    Ended possible = client.start("--plan");
    assertThat(possible.code()).isZero();
    assertThat(possible.out())
        .contains("floor 3", "arn:1: WAITS_FOR_PROTECTION, it is protected", "StopTask arn:1");
    Ended blocked = client.start("--plan");
    assertThat(blocked.code()).isEqualTo(2);
    assertThat(blocked.out()).contains("would be refused: A deployment runs.");
    assertThat(service.seen(START)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cluster demo",
        "--cluster demo --service web --timeout soon",
        "--cluster demo --service web --unknown x",
        "--cluster demo --service web --set nothing",
        "--cluster demo --service web --options [1]",
        "--cluster demo --service web --url ftp://x",
        "--cluster demo --service",
        "follow",
        "follow ../../secrets",
        "cancel a b"
      })
  void wrongUsageIsToldBeforeAnythingIsAsked(String arguments) {
    Ended ended = client.run(arguments.split(" "));
    assertThat(ended.code()).as(ended.toString()).isEqualTo(64);
    assertThat(ended.err()).contains("--help");
    assertThat(service.seen(START)).isEmpty();
  }

  @Test
  void whatIsNotInstalledIsNamed() {
    Ended ended = client.with("PATH", directory.toString()).start();
    assertThat(ended.code()).isEqualTo(127);
    assertThat(ended.err()).contains("not installed: curl jq");
  }
}

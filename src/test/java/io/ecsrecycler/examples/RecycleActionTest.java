package io.ecsrecycler.examples;

import static io.ecsrecycler.examples.ScriptedService.GET;
import static io.ecsrecycler.examples.ScriptedService.ID;
import static io.ecsrecycler.examples.ScriptedService.START;
import static io.ecsrecycler.examples.ScriptedService.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.examples.Client.Ended;
import io.ecsrecycler.examples.ScriptedService.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The composite action, its step run as a runner would. */
class RecycleActionTest {

  private static final Path ACTION = Path.of("docs", "examples", "action").toAbsolutePath();
  private static final String HOSTILE = "$(touch pwned) \"; touch pwned; '`touch pwned`";

  @TempDir Path directory;
  private final ScriptedService service = new ScriptedService();
  private JsonNode action = JsonMapper.shared().nullNode();

  @BeforeEach
  void read() throws IOException {
    Object parsed = new Yaml().load(Files.readString(ACTION.resolve("action.yml")));
    action = JsonMapper.shared().valueToTree(parsed);
    service.on(GET, shows("SUCCEEDED"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private JsonNode step() {
    assertThat(action.at("/runs/steps")).hasSize(1);
    return action.at("/runs/steps/0");
  }

  private Ended run(Map<String, String> inputs) {
    Assumptions.assumeTrue(Shells.program("bash").isPresent(), "bash is not installed");
    Client runner = new Client(new Shells.Shell(List.of("sh")), directory, service.url());
    for (var variable : step().get("env").properties()) {
      String name = variable.getValue().asString().replaceAll("^\\$\\{\\{ inputs\\.(.*) }}$", "$1");
      JsonNode input = action.at("/inputs/" + name);
      assertThat(input.isObject()).as(name).isTrue();
      runner.with(variable.getKey(), inputs.getOrDefault(name, input.path("default").asString("")));
    }
    inputs.entrySet().stream()
        .filter(it -> it.getKey().startsWith("ACTIONS_"))
        .forEach(it -> runner.with(it.getKey(), it.getValue()));
    runner.with("GITHUB_ACTION_PATH", ACTION.toString());
    runner.with("GITHUB_OUTPUT", directory.resolve("output").toString());
    String script = step().get("run").asString();
    return runner
        .launch(List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script))
        .ended();
  }

  private static JsonNode json(Map<String, ?> fields) {
    return JsonMapper.shared().valueToTree(fields);
  }

  @Test
  void inputsAreNeverCode() {
    assertThat(step().get("run").asString()).doesNotContain("${{");
    Ended ended =
        run(
            Map.of(
                "url",
                service.url(),
                "token",
                "rcy_x",
                "cluster",
                HOSTILE,
                "service",
                "web",
                "reason",
                HOSTILE,
                "key",
                "4711-1-web",
                "options",
                "{\"batchSize\": 2}"));
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(JsonMapper.shared().readTree(service.seen(START).getFirst().body()))
        .isEqualTo(
            json(Map.of("cluster", HOSTILE, "service", "web", "reason", HOSTILE, "batchSize", 2)));
    assertThat(service.seen(START).getFirst().headers().first("Idempotency-Key"))
        .isEqualTo("4711-1-web");
    assertThat(directory.resolve("pwned")).doesNotExist();
    assertThat(directory.resolve("output")).hasContent("id=" + ID + "\nstatus=SUCCEEDED");
  }

  @Test
  void theJobsOwnTokenIsFetchedForTheAudienceAndAnewWhenItHasExpired() {
    service.on(
        "GET /oidc",
        Reply.json(200, "{\"value\": \"first\"}"),
        Reply.json(200, "{\"value\": \"second\"}"));
    service.on(GET, Reply.status(401), shows("SUCCEEDED"));
    Ended ended =
        run(
            Map.of(
                "url", service.url(),
                "audience", "https://recycler?a&b",
                "cluster", "demo",
                "service", "web",
                "ACTIONS_ID_TOKEN_REQUEST_URL", service.url() + "/oidc?api-version=2.0",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job"));
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(service.seen("GET /oidc"))
        .extracting(Seen::query)
        .containsOnly("api-version=2.0&audience=https%3A%2F%2Frecycler%3Fa%26b");
    assertThat(service.seen("GET /oidc").getFirst().headers().first("Authorization"))
        .isEqualTo("Bearer job");
    assertThat(service.seen(START).getFirst().headers().first("Authorization"))
        .isEqualTo("Bearer first");
    assertThat(service.seen(GET).getLast().headers().first("Authorization"))
        .isEqualTo("Bearer second");
  }
}

package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Which requests are the same, wherever and whenever they arrive. */
class SameRequestTest {

  private static final String EVERYTHING =
      """
      {"cluster": "c", "service": "s", "target": "t", "maintainServiceState": false,
       "waitSeconds": 3, "batchSize": "10%", "checkpointAfter": 2,
       "startedBefore": "2026-01-31T10:00:00Z", "olderThanMinutes": 5,
       "taskArns": ["a", "b", "c", "d", "e", "f", "g", "h"], "taskDefinition": "web:42",
       "availabilityZone": "z", "containerInstance": "i", "waitForDeployment": true,
       "protectedTasks": "SKIP", "ignoreTargetHealth": true, "minimumHealthySeconds": 1,
       "maxFailedReplacements": 2, "replacementTimeoutSeconds": 60, "maxHoldMinutes": 4,
       "maxPauseMinutes": 5, "maxRecycleMinutes": 6, "reason": "why"}
      """;

  /** {@code Set.of} and {@code Map.of} iterate in another order in every process. */
  @Test
  void isTheSameTextInEveryProcess() throws Exception {
    Set<String> texts = new HashSet<>();
    for (int process = 0; process < 4; process++) {
      texts.add(textOfAnotherProcess());
    }
    assertThat(texts).containsExactly(text(EVERYTHING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"service\": \"s\", \"cluster\": \"c\", \"taskArns\": [\"a\", \"b\"]}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"taskArns\": [\"b\", \"a\", \"b\"]}",
        "{\"cluster\": \" c \", \"service\": \"s\", \"taskArns\": [\"b\", \" a\"]}",
        "{\"cluster_name\": \"c\", \"service_name\": \"s\", \"taskArns\": [\"b\", \"a\"]}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"taskArns\": [\"a\", \"b\"], \"reason\": null}"
      })
  void orderAndSpaceAndTheLambdasNamesDoNotMatter(String request) {
    assertThat(text(request))
        .isEqualTo(text("{\"cluster\": \"c\", \"service\": \"s\", \"taskArns\": [\"a\", \"b\"]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cluster\": \"c\", \"service\": \"t\"}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"waitSeconds\": 0}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"taskArns\": [\"a\"]}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"reason\": \"a\"}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"batchSize\": 10}",
        "{\"cluster\": \"c\", \"service\": \"s\", \"batchSize\": \"10%\"}"
      })
  void anotherFieldOrValueIsAnotherRequest(String request) {
    assertThat(text(request)).isNotEqualTo(text("{\"cluster\": \"c\", \"service\": \"s\"}"));
  }

  private static String textOfAnotherProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SameRequestTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return text;
  }

  /** The other process. */
  static void main() {
    System.out.print(text(EVERYTHING));
  }

  private static String text(String request) {
    return SameRequest.text(new JsonMapper().readValue(request, RecycleRequest.class));
  }
}

package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our replies carry the fields that real AWS's carried, with the same JSON types. */
class GoldenRepliesTest {

  /**
   * What the recorded services had set up and the simulated ones have not: network settings,
   * Fargate platforms, tags that were put on, and reasons of one recorded moment.
   */
  private static final Set<String> SITUATIONAL =
      Set.of(
          "networkConfiguration",
          "platformVersion",
          "platformFamily",
          "tags",
          "createdBy",
          "placementStrategy",
          "deploymentCircuitBreaker",
          "roleArn",
          "stoppedReason",
          "failedTasks",
          "enableECSManagedTags",
          "propagateTags");

  private final JsonMapper json = new JsonMapper();
  private final SimulatedAws aws = new SimulatedAws(new SettableClock(), 7, false);

  @BeforeEach
  void makeAService() {
    aws.seed(ServiceSeed.of("c", "s", 2).autoscaled(1, 5));
  }

  @Test
  void servicesAreDescribedAsAwsDescribesThem() throws IOException {
    JsonNode ours = call("DescribeServices", "{\"cluster\": \"c\", \"services\": [\"s\"]}");
    assertCarries(ours, golden("DescribeServices-fargate"));
    assertCarries(ours, golden("DescribeServices-autoscaled"));
  }

  @Test
  void tasksAreListedDescribedAndStoppedAsAwsDoes() throws IOException {
    JsonNode listed = call("ListTasks", "{\"cluster\": \"c\", \"serviceName\": \"s\"}");
    assertCarries(listed, golden("ListTasks"));
    String task = listed.path("taskArns").get(0).asString();
    assertCarries(
        call("DescribeTasks", "{\"cluster\": \"c\", \"tasks\": [\"%s\"]}".formatted(task)),
        golden("DescribeTasks"));
    assertCarries(
        call("StopTask", "{\"cluster\": \"c\", \"task\": \"%s\"}".formatted(task)),
        golden("StopTask"));
  }

  @Test
  void updatesAnswerWithTheServiceAsAwsDoes() throws IOException {
    JsonNode ours =
        call("UpdateService", "{\"cluster\": \"c\", \"service\": \"s\", \"desiredCount\": 3}");
    assertCarries(ours, golden("UpdateService-desiredCount"));
  }

  @Test
  void scalableTargetsAreDescribedAsAwsDescribesThem() throws IOException {
    JsonNode ours =
        aws.call(
            "application-autoscaling",
            "DescribeScalableTargets",
            json.readTree("{\"ServiceNamespace\": \"ecs\"}"));
    assertCarries(ours, golden("DescribeScalableTargets"));
  }

  private JsonNode call(String operation, String input) {
    return aws.call("ecs", operation, json.readTree(input));
  }

  private JsonNode golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/" + name + ".json"))) {
      return json.readTree(file.readAllBytes());
    }
  }

  private static void assertCarries(JsonNode ours, JsonNode golden) {
    List<String> missing = new ArrayList<>();
    compare("", ours, golden, missing);
    assertThat(missing).isEmpty();
  }

  private static void compare(String at, JsonNode ours, JsonNode golden, List<String> missing) {
    if (golden.isObject()) {
      golden.propertyNames().stream()
          .filter(name -> !SITUATIONAL.contains(name))
          .forEach(name -> {
            if (ours.has(name)) {
              compare(at + "/" + name, ours.get(name), golden.get(name), missing);
            } else {
              missing.add(at + "/" + name);
            }
          });
    } else if (golden.isArray()) {
      if (!ours.isArray()) {
        missing.add(at + " is no array");
      } else if (!ours.isEmpty() && !golden.isEmpty()) {
        compare(at + "[]", ours.get(0), golden.get(0), missing);
      }
    } else if (ours.isNumber() != golden.isNumber() || ours.isString() != golden.isString()) {
      missing.add(at + " has another type");
    }
  }
}

package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Reads that are wrong once, a few times, or now and then; the service is well all the time. */
class WrongReadsTest {

  private static final String SERVICES = "{'cluster': 'c', 'services': ['s', 'other']}";

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeServices() {
    wire.aws.seed(ServiceSeed.of("c", "s", 5).autoscaled(1, 9));
    wire.aws.seed(ServiceSeed.of("c", "other", 2));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aServiceIsMissingOnce() {
    once("service-missing");
    JsonNode wrong = wire.ecs("DescribeServices", SERVICES).json();
    assertThat(names(wrong)).containsExactly("other");
    assertThat(wrong.path("failures").path(0).path("reason").asString()).isEqualTo("MISSING");
    assertThat(names(wire.ecs("DescribeServices", SERVICES).json())).contains("s", "other");
  }

  @Test
  void aServiceIsNeitherThereNorMissing() {
    once("service-left-out");
    JsonNode wrong = wire.ecs("DescribeServices", SERVICES).json();
    assertThat(names(wrong)).containsExactly("other");
    assertThat(wrong.path("failures").isEmpty()).isTrue();
  }

  @Test
  void aServiceFailsForAnotherReason() {
    wire.fault("{'kind': 'service-failed', 'times': 1, 'reason': 'ACCESS_DENIED'}");
    JsonNode failure = wire.ecs("DescribeServices", SERVICES).json().path("failures").path(0);
    assertThat(failure.path("reason").asString()).isEqualTo("ACCESS_DENIED");
    assertThat(failure.path("arn").asString()).endsWith("service/c/s");
  }

  @Test
  void anotherAccountsServiceOfTheSameNameAnswers() {
    JsonNode right = wire.service();
    once("service-of-another-account");
    JsonNode wrong = wire.service();
    assertThat(wrong.path("serviceName")).isEqualTo(right.path("serviceName"));
    assertThat(wrong.path("serviceArn").asString()).contains(":999999999999:service/c/s");
    assertThat(wrong.path("createdAt")).isNotEqualTo(right.path("createdAt"));
    assertThat(wire.service()).isEqualTo(right);
  }

  @Test
  void theClusterIsNotFoundByReadsOnly() {
    once("cluster-not-found");
    assertThat(
            wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 5}")
                .status())
        .isEqualTo(200);
    assertThat(wire.ecs("DescribeServices", SERVICES))
        .matches(it -> it.status() == 400 && it.type().equals("ClusterNotFoundException"));
    assertThat(wire.ecs("DescribeServices", SERVICES).status()).isEqualTo(200);
  }

  @Test
  void aReplyMayBeEmpty() {
    wire.fault("{'kind': 'empty-reply', 'times': 2}");
    assertThat(wire.ecs("DescribeServices", SERVICES).body()).isEqualTo("{}");
    assertThat(
            wire.scaling(
                    "DescribeScalableTargets",
                    "{'ServiceNamespace': 'ecs', 'ResourceIds': ['service/c/s']}")
                .body())
        .isEqualTo("{}");
    assertThat(wire.tasks()).hasSize(5);
  }

  @Test
  void someTasksFailToBeDescribed() {
    List<String> tasks = wire.tasks();
    once("tasks-failed");
    JsonNode wrong = describeTasks(tasks);
    assertThat(wrong.path("failures").isEmpty()).isFalse();
    assertThat(wrong.path("failures").size() + wrong.path("tasks").size()).isEqualTo(5);
    assertThat(describeTasks(tasks).path("tasks").size()).isEqualTo(5);
  }

  @Test
  void theProtectionOfSomeTasksFailsToBeTold() {
    List<String> tasks = wire.tasks();
    once("protection-failed");
    JsonNode wrong = wire.ecs("GetTaskProtection", ofTasks(tasks)).json();
    assertThat(wrong.path("failures").path(0).path("reason").asString()).isEqualTo("UNAVAILABLE");
    assertThat(wrong.path("failures").size() + wrong.path("protectedTasks").size()).isEqualTo(5);
  }

  @Test
  void oneTaskIsNotListed() {
    List<String> right = wire.tasks();
    once("task-not-listed");
    assertThat(wire.tasks()).hasSize(4).isSubsetOf(right);
    assertThat(wire.tasks()).isEqualTo(right);
  }

  @Test
  void anEmptyPageIsTheLastOne() {
    once("no-task-listed");
    JsonNode page =
        wire.ecs("ListTasks", "{'cluster': 'c', 'serviceName': 's', 'maxResults': 2}").json();
    assertThat(page.path("taskArns").isEmpty()).isTrue();
    assertThat(page.has("nextToken")).isFalse();
    assertThat(wire.tasks()).hasSize(5);
  }

  @Test
  void theScalableTargetIsLeftOut() {
    once("scalable-target-left-out");
    assertThat(scalableTargets()).isZero();
    assertThat(scalableTargets()).isEqualTo(1);
  }

  @Test
  void aReadThatCannotBeWrongDoesNotUseTheFaultUp() {
    once("tasks-failed");
    wire.ecs("DescribeTasks", ofTasks(List.of("0123456789abcdef0123456789abcdef")));
    wire.service();
    assertThat(describeTasks(wire.tasks()).path("failures").isEmpty()).isFalse();
  }

  @Test
  void aShareOfTheReadsIsWrongAndTheSameSeedMakesTheSameOnesWrong() {
    List<Boolean> here = missesOf(wire);
    assertThat(here).contains(true, false);
    try (SimulatedWire again = new SimulatedWire()) {
      again.aws.seed(ServiceSeed.of("c", "s", 5));
      assertThat(missesOf(again)).isEqualTo(here);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWrongReadIsOverOnceTheFaultsAreCleared(WrongRead.What what) {
    assertThat(wire.fault("{'kind': '%s'}".formatted(what.kind())).status()).isEqualTo(204);
    wire.clearFaults();
    List<String> tasks = wire.tasks();
    assertThat(tasks).hasSize(5);
    assertThat(describeTasks(tasks).path("tasks").size()).isEqualTo(5);
    assertThat(wire.service().path("status").asString()).isEqualTo("ACTIVE");
    assertThat(scalableTargets()).isEqualTo(1);
  }

  private static List<Boolean> missesOf(SimulatedWire wire) {
    wire.fault("{'kind': 'service-missing', 'rate': 0.5}");
    return IntStream.range(0, 40).mapToObj(_ -> wire.service().isMissingNode()).toList();
  }

  private void once(String kind) {
    assertThat(wire.fault("{'kind': '%s', 'times': 1}".formatted(kind)).status()).isEqualTo(204);
  }

  private JsonNode describeTasks(List<String> tasks) {
    return wire.ecs("DescribeTasks", ofTasks(tasks)).json();
  }

  private static String ofTasks(List<String> tasks) {
    return "{'cluster': 'c', 'tasks': %s}".formatted(SimulatedWire.quoted(tasks));
  }

  private int scalableTargets() {
    return wire.scaling(
            "DescribeScalableTargets",
            "{'ServiceNamespace': 'ecs', 'ResourceIds': ['service/c/s']}")
        .json()
        .path("ScalableTargets")
        .size();
  }

  private static List<String> names(JsonNode reply) {
    return reply
        .path("services")
        .valueStream()
        .map(it -> it.path("serviceName").asString())
        .toList();
  }
}

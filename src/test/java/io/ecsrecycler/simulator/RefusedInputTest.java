package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS refuses is refused over the wire, with AWS's types of errors. */
class RefusedInputTest {

  private static final String KEY =
      "'ServiceNamespace': 'ecs', 'ResourceId': 'service/c/s',"
          + " 'ScalableDimension': 'ecs:service:DesiredCount'";

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeServices() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(1, 5).balanced());
    wire.aws.seed(ServiceSeed.of("other", "s", 1));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "Z2FyYmFnZQ==", "%%%", ""})
  void aTokenOfOnesOwnMakingIsNoToken(String token) {
    for (String list :
        new String[] {"ListTasks", "ListServices", "ListClusters", "ListTaskDefinitions"}) {
      assertThat(wire.ecs(list, "{'cluster': 'c', 'nextToken': '%s'}".formatted(token)))
          .as(list)
          .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"));
    }
    assertThat(
            wire.scaling(
                "DescribeScalableTargets",
                "{'ServiceNamespace': 'ecs', 'NextToken': '%s'}".formatted(token)))
        .matches(it -> it.status() == 400 && it.type().equals("InvalidNextTokenException"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "ListTasks|'launchType': 'FARGATEX'",
        "ListTasks|'desiredStatus': 'GONE'",
        "ListTasks|'serviceName': 's', 'family': 'c-s'",
        "ListTasks|'startedBy': 'me', 'family': 'c-s'",
        "ListServices|'launchType': 'fargate'",
        "ListServices|'schedulingStrategy': 'SOME'",
        "ListContainerInstances|'status': 'ASLEEP'",
        "ListTaskDefinitions|'sort': 'UP'",
        "ListServiceDeployments|'service': 's', 'status': ['DONE']",
        "DescribeServices|'services': ['s'], 'include': ['EVERYTHING']",
        "RunTask|'taskDefinition': 'c-s', 'launchType': 'CLOUD'",
        "CreateService|'serviceName': 'n', 'taskDefinition': 'c-s', 'launchType': 'CLOUD'",
        "CreateService|'serviceName': 'n', 'taskDefinition': 'c-s', 'schedulingStrategy': 'ONE'",
        "CreateService|'serviceName': 'n', 'taskDefinition': 'c-s', 'desiredCount': 100000",
        "UpdateService|'service': 's', 'desiredCount': 100000",
        "UpdateService|'service': 's', 'desiredCount': -1",
      })
  void whatEcsDoesNotKnowIsAnInvalidParameter(String operation, String members) {
    assertThat(wire.ecs(operation, "{'cluster': 'c', " + members + "}"))
        .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"))
        .matches(it -> !it.message().isBlank());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "DescribeServices|'services': ['%sservice/other/s']",
        "UpdateService|'service': '%sservice/other/s', 'desiredCount': 1",
        "DeleteService|'service': '%sservice/other/s'",
        "ListTasks|'serviceName': '%sservice/other/s'",
        "ListServiceDeployments|'service': '%sservice/other/s'",
        "DescribeTasks|'tasks': ['%stask/other/0123456789abcdef0123456789abcdef']",
        "StopTask|'task': '%stask/other/0123456789abcdef0123456789abcdef'",
        "GetTaskProtection|'tasks': ['%stask/other/0123456789abcdef0123456789abcdef']",
        "DescribeContainerInstances|'containerInstances': ['%scontainer-instance/other/1']",
      })
  void anArnOfAnotherClusterIsRefused(String operation, String members) {
    String arn = "arn:aws:ecs:us-east-1:123456789012:";
    assertThat(wire.ecs(operation, "{'cluster': 'c', " + members.formatted(arn) + "}"))
        .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"))
        .matches(it -> it.message().equals("Identifier is for other. Your cluster is c"));
  }

  @Test
  void anArnOfAnotherAccountOrOfAnotherThingIsRefused() {
    for (String arn :
        new String[] {
          "arn:aws:ecs:us-east-1:999999999999:service/c/s",
          "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
          "arn:aws:ecs:us-east-1:123456789012:task/c/s",
          "arn:aws:ecs"
        }) {
      assertThat(wire.ecs("DescribeServices", "{'cluster': 'c', 'services': ['" + arn + "']}"))
          .as(arn)
          .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"));
    }
  }

  @Test
  void aClusterOfAnotherAccountIsNotFound() {
    String cluster = "arn:aws:ecs:us-east-1:999999999999:cluster/c";
    assertThat(wire.ecs("ListTasks", "{'cluster': '" + cluster + "'}").type())
        .isEqualTo("ClusterNotFoundException");
    assertThat(
            wire.ecs(
                    "ListTasks",
                    "{'cluster': '%s'}".formatted(cluster.replace("999999999999", "123456789012")))
                .status())
        .isEqualTo(200);
  }

  @Test
  void arnsOfTheOldFormatHaveNoClusterAndAreFound() {
    String arn = "arn:aws:ecs:us-east-1:123456789012:service/s";
    assertThat(
            wire.ecs("DescribeServices", "{'cluster': 'c', 'services': ['" + arn + "']}")
                .json()
                .path("services"))
        .hasSize(1);
  }

  @Test
  void aReasonForAStopHasAtMost255Characters() {
    String task = wire.tasks().getFirst();
    assertThat(stopFor(task, "x".repeat(256)))
        .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"));
    assertThat(wire.tasks()).contains(task);
    assertThat(stopFor(task, "x".repeat(255)).status()).isEqualTo(200);
  }

  @Test
  void numbersThatAreNoIntegersAreRefusedAsSuch() {
    for (String count : new String[] {"99999999999", "1.5", "'3'"}) {
      assertThat(
              wire.ecs(
                      "UpdateService",
                      "{'cluster': 'c', 'service': 's', 'desiredCount': " + count + "}")
                  .type())
          .isEqualTo("SerializationException");
    }
  }

  @Test
  void aRangeThatNoServiceCanFollowIsRefused() {
    for (String range :
        new String[] {
          "'MinCapacity': 100000, 'MaxCapacity': 100000",
          "'MinCapacity': 4, 'MaxCapacity': 3",
          "'MinCapacity': -1",
        }) {
      assertThat(wire.scaling("RegisterScalableTarget", "{" + KEY + ", " + range + "}"))
          .as(range)
          .matches(it -> it.status() == 400 && it.type().equals("ValidationException"));
    }
    assertThat(wire.service().path("desiredCount").asInt()).isEqualTo(3);
  }

  @Test
  void aServiceThatDrainsIsNoneForAutoscaling() {
    wire.ecs("DeleteService", "{'cluster': 'c', 'service': 's', 'force': true}");
    assertThat(wire.scaling("RegisterScalableTarget", "{" + KEY + ", 'MaxCapacity': 9}"))
        .matches(it -> it.status() == 400 && it.type().equals("ValidationException"));
  }

  @Test
  void aPageOfScalableTargetsHasOneToFifty() {
    for (int size : new int[] {0, 51}) {
      assertThat(
              wire.scaling(
                      "DescribeScalableTargets",
                      "{'ServiceNamespace': 'ecs', 'MaxResults': " + size + "}")
                  .type())
          .isEqualTo("ValidationException");
    }
  }

  @Test
  void deletingTwiceIsHarmlessUntilTheServiceIsInactive() {
    String service = "{'cluster': 'c', 'service': 's', 'force': true}";
    assertThat(wire.ecs("DeleteService", service).status()).isEqualTo(200);
    assertThat(wire.ecs("DeleteService", service).status()).isEqualTo(200);
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.service().path("status").asString()).isEqualTo("INACTIVE");
    assertThat(wire.ecs("DeleteService", service))
        .matches(it -> it.status() == 400 && it.type().equals("ServiceNotFoundException"));
    assertThat(wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 1}"))
        .matches(it -> it.status() == 400 && it.type().equals("ServiceNotActiveException"));
  }

  @Test
  void aMemberOfTheWrongTypeIsASerializationException() {
    assertThat(
            wire.ecs("RegisterTaskDefinition", "{'family': 'f', 'containerDefinitions': ['app']}")
                .type())
        .isEqualTo("SerializationException");
    assertThat(wire.ecs("ListTasks", "[]").type()).isEqualTo("SerializationException");
    assertThat(wire.ecs("ListTasks", "{").type()).isEqualTo("SerializationException");
  }

  private SimulatedWire.Answer stopFor(String task, String reason) {
    return wire.ecs(
        "StopTask", "{'cluster': 'c', 'task': '%s', 'reason': '%s'}".formatted(task, reason));
  }
}

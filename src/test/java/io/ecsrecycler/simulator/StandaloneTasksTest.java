package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RunTask, and the lists of what a cluster and an account have. */
class StandaloneTasksTest {

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeAService() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void tasksOfTheClusterAloneRunUntilSomebodyStopsThem() {
    JsonNode started = run("'count': 2, 'launchType': 'FARGATE', 'startedBy': 'me'");
    assertThat(started.path("tasks")).hasSize(2);
    assertThat(started.path("tasks").path(0).path("group").asString()).isEqualTo("family:c-s");
    assertThat(started.path("tasks").path(0).path("lastStatus").asString())
        .isEqualTo("PROVISIONING");
    String task = started.path("tasks").path(0).path("taskArn").asString();
    wire.clock.advance(Duration.ofSeconds(5));
    assertThat(task(task).path("lastStatus").asString()).isEqualTo("RUNNING");
    assertThat(task(task).path("startedBy").asString()).isEqualTo("me");
    wire.stop(task);
    wire.clock.advance(Duration.ofSeconds(10));
    assertThat(task(task).path("lastStatus").asString()).isEqualTo("STOPPED");
    assertThat(task(task).path("stopCode").asString()).isEqualTo("UserInitiated");
    assertThat(listed("")).hasSize(3);
  }

  @Test
  void standaloneTasksBelongToNoService() {
    String task = run("'count': 1").path("tasks").path(0).path("taskArn").asString();
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.tasks()).hasSize(2).doesNotContain(task);
    assertThat(wire.service().path("runningCount").asInt()).isEqualTo(2);
    assertThat(listed("")).hasSize(3).contains(task);
    assertThat(listed(", 'family': 'c-s'")).hasSize(3);
    JsonNode protection =
        wire.ecs("GetTaskProtection", "{'cluster': 'c', 'tasks': ['" + task + "']}").json();
    assertThat(protection.path("failures").path(0).path("reason").asString())
        .isEqualTo("TASK_NOT_VALID");
  }

  @Test
  void tasksAreFoundByWhoStartedThemAndByWhereTheyRun() {
    run("'count': 3, 'launchType': 'EC2', 'startedBy': 'me', 'group': 'mine'");
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(listed(", 'startedBy': 'me'")).hasSize(3);
    assertThat(listed(", 'launchType': 'EC2'")).hasSize(3);
    List<String> instances = arns("ListContainerInstances", "containerInstanceArns", "");
    assertThat(instances).isNotEmpty();
    assertThat(
            instances.stream()
                .flatMap(it -> listed(", 'containerInstance': '" + it + "'").stream()))
        .hasSize(3);
    assertThat(described(instances))
        .extracting(it -> it.path("runningTasksCount").asInt())
        .matches(counts -> counts.stream().mapToInt(it -> it).sum() == 3);
  }

  @Test
  void runTaskRefusesWhatEcsRefuses() {
    for (String members : new String[] {"'count': 11", "'count': 0", "'group': 'service:s'"}) {
      assertThat(
              wire.ecs("RunTask", "{'cluster': 'c', 'taskDefinition': 'c-s', " + members + "}")
                  .type())
          .as(members)
          .isEqualTo("InvalidParameterException");
    }
    assertThat(wire.ecs("RunTask", "{'cluster': 'c', 'taskDefinition': 'none'}").type())
        .isEqualTo("ClientException");
    assertThat(wire.ecs("RunTask", "{'cluster': 'none', 'taskDefinition': 'c-s'}").type())
        .isEqualTo("ClusterNotFoundException");
  }

  @Test
  void aContainerInstanceThatIsNotThereIsMissing() {
    JsonNode reply =
        wire.ecs("DescribeContainerInstances", "{'cluster': 'c', 'containerInstances': ['abc']}")
            .json();
    assertThat(reply.path("containerInstances").isEmpty()).isTrue();
    assertThat(reply.path("failures").path(0).path("reason").asString()).isEqualTo("MISSING");
    assertThat(reply.path("failures").path(0).path("arn").asString())
        .endsWith("container-instance/c/abc");
  }

  @Test
  void containerInstancesAreDifferentMachines() {
    run("'launchType': 'EC2'");
    List<JsonNode> instances =
        described(arns("ListContainerInstances", "containerInstanceArns", ""));
    assertThat(instances)
        .hasSizeGreaterThan(1)
        .extracting(it -> it.path("ec2InstanceId").asString())
        .doesNotHaveDuplicates();
  }

  @Test
  void aClusterWithoutTasksOnEc2HasNoContainerInstances() {
    assertThat(arns("ListContainerInstances", "containerInstanceArns", "")).isEmpty();
  }

  @Test
  void clustersAreListedPageByPage() {
    wire.ecs("CreateCluster", "{'clusterName': 'a'}");
    wire.ecs("CreateCluster", "{'clusterName': 'b'}");
    assertThat(paged("ListClusters", "clusterArns", 2))
        .extracting(it -> it.substring(it.lastIndexOf('/') + 1))
        .containsExactly("a", "b", "c");
    JsonNode cluster =
        wire.ecs("DescribeClusters", "{'clusters': ['c']}").json().path("clusters").path(0);
    assertThat(cluster.path("runningTasksCount").asInt()).isEqualTo(2);
  }

  @Test
  void taskDefinitionsAreListedByFamilyOldestFirstOrTheOtherWayRound() {
    for (int i = 0; i < 11; i++) {
      wire.ecs(
          "RegisterTaskDefinition",
          "{'family': 'b', 'containerDefinitions': [{'name': 'app', 'image': 'app'}]}");
    }
    assertThat(revisions(paged("ListTaskDefinitions", "taskDefinitionArns", 4)))
        .startsWith("b:1", "b:2")
        .endsWith("b:10", "b:11", "c-s:1");
    assertThat(
            revisions(
                arns(
                    "ListTaskDefinitions",
                    "taskDefinitionArns",
                    "'familyPrefix': 'b', 'sort': 'DESC'")))
        .startsWith("b:11", "b:10")
        .endsWith("b:1");
    assertThat(arns("ListTaskDefinitions", "taskDefinitionArns", "'status': 'INACTIVE'")).isEmpty();
  }

  private static List<String> revisions(List<String> arns) {
    return arns.stream().map(it -> it.substring(it.lastIndexOf('/') + 1)).toList();
  }

  private JsonNode run(String members) {
    return wire.ecs("RunTask", "{'cluster': 'c', 'taskDefinition': 'c-s', " + members + "}").json();
  }

  private JsonNode task(String arn) {
    return wire.described(List.of(arn)).getFirst();
  }

  private List<String> listed(String filter) {
    return strings(wire.ecs("ListTasks", "{'cluster': 'c'" + filter + "}").json().path("taskArns"));
  }

  private List<JsonNode> described(List<String> instances) {
    return wire.ecs(
            "DescribeContainerInstances",
            "{'cluster': 'c', 'containerInstances': %s}".formatted(SimulatedWire.quoted(instances)))
        .json()
        .path("containerInstances")
        .valueStream()
        .toList();
  }

  private List<String> arns(String operation, String member, String more) {
    String cluster = operation.equals("ListContainerInstances") ? "'cluster': 'c'" : "";
    return strings(wire.ecs(operation, "{" + cluster + more + "}").json().path(member));
  }

  private List<String> paged(String operation, String member, int size) {
    List<String> all = new java.util.ArrayList<>();
    String token = "";
    do {
      String next = token.isEmpty() ? "" : ", 'nextToken': '" + token + "'";
      JsonNode page = wire.ecs(operation, "{'maxResults': " + size + next + "}").json();
      assertThat(page.path(member).size()).isLessThanOrEqualTo(size);
      all.addAll(strings(page.path(member)));
      token = page.path("nextToken").asString("");
    } while (!token.isEmpty());
    return all;
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}

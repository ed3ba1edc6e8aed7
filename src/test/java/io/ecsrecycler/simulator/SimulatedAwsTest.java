package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model behaves as ECS and autoscaling do (ECS facts), in a time that the test tells it. */
class SimulatedAwsTest {

  private final SettableClock clock = new SettableClock();
  private final SimulatedAws aws = new SimulatedAws(clock, 7, false);
  private final JsonMapper json = new JsonMapper();

  @BeforeEach
  void makeAService() {
    aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(2, 5));
  }

  @Test
  void replacesAStoppedTaskAtTheSchedulersNextLook() {
    String task = tasks().getFirst();
    JsonNode stopped =
        ecs("StopTask", "{'cluster': 'c', 'task': '%s'}".formatted(task)).get("task");
    assertThat(stopped.path("desiredStatus").asString()).isEqualTo("STOPPED");
    assertThat(stopped.path("lastStatus").asString()).isEqualTo("RUNNING");
    assertThat(stopped.path("stopCode").asString()).isEqualTo("UserInitiated");
    assertThat(tasks()).hasSize(2).doesNotContain(task);
    clock.advance(Duration.ofSeconds(10));
    assertThat(tasks()).hasSize(3);
    ServiceReport report = aws.report("c", "s");
    assertThat(report.healthyNow()).isEqualTo(3);
    assertThat(report.leastHealthy()).isEqualTo(2);
    assertThat(report.stops()).singleElement().matches(stop -> stop.healthyBefore() == 3);
  }

  @Test
  void followsTheDesiredCountBothWays() {
    ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 5}");
    clock.advance(Duration.ofSeconds(10));
    assertThat(tasks()).hasSize(5);
    ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 1}");
    clock.advance(Duration.ofSeconds(10));
    assertThat(tasks()).hasSize(1);
    assertThat(service().path("deployments")).hasSize(1);
  }

  @Test
  void registeringATargetClampsTheDesiredCountAtOnce() {
    autoscaling("{'MaxCapacity': 2, 'SuspendedState': {'DynamicScalingInSuspended': true}}");
    assertThat(service().path("desiredCount").asInt()).isEqualTo(2);
    assertThat(aws.fault("c", "s", new Fault.ScaleIn())).isFalse();
  }

  @Test
  void scalesInOnlyAboveTheMinimum() {
    assertThat(aws.fault("c", "s", new Fault.ScaleIn())).isTrue();
    assertThat(aws.fault("c", "s", new Fault.ScaleIn())).isFalse();
    assertThat(service().path("desiredCount").asInt()).isEqualTo(2);
  }

  @Test
  void readsLagBehindWrites() {
    aws.seed(
        ServiceSeed.of("c", "slow", 2).with(Physics.quick().withReadLag(Duration.ofSeconds(5))));
    clock.advance(Duration.ofSeconds(6));
    ecs("UpdateService", "{'cluster': 'c', 'service': 'slow', 'desiredCount': 3}");
    assertThat(described("slow").path("desiredCount").asInt()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(5));
    assertThat(described("slow").path("desiredCount").asInt()).isEqualTo(3);
  }

  @Test
  void aDeploymentReplacesEveryTaskAndThenCompletes() {
    List<String> before = tasks();
    aws.fault("c", "s", new Fault.Deployment(Duration.ofSeconds(30)));
    assertThat(service().path("deployments")).hasSize(2);
    clock.advance(Duration.ofMinutes(2));
    assertThat(service().path("deployments")).hasSize(1);
    assertThat(tasks()).hasSize(3).doesNotContainAnyElementsOf(before);
    assertThat(aws.report("c", "s").leastHealthy()).isEqualTo(3);
  }

  @Test
  void faultsAffectTheCallsThatConcernTheService() {
    aws.fault("c", "s", new Fault.AccessDenied("StopTask"));
    assertThatExceptionOfType(SimulatedFault.class)
        .isThrownBy(
            () -> ecs("StopTask", "{'cluster': 'c', 'task': '%s'}".formatted(tasks().getFirst())))
        .matches(fault -> fault.type().equals("AccessDeniedException"));
    aws.fault("c", "s", new Fault.Throttle(1));
    assertThatExceptionOfType(SimulatedFault.class)
        .isThrownBy(this::service)
        .matches(fault -> fault.type().equals("ThrottlingException"));
    assertThat(aws.report("c", "s").throttled()).isEqualTo(1);
    aws.clearFaults("c", "s");
    assertThat(service().path("status").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void withoutCapacityNothingIsPlacedAndAnEventSaysSo() {
    aws.fault("c", "s", new Fault.NoCapacity());
    ecs("StopTask", "{'cluster': 'c', 'task': '%s'}".formatted(tasks().getFirst()));
    clock.advance(Duration.ofSeconds(10));
    assertThat(tasks()).hasSize(2);
    assertThat(service().path("events").get(0).path("message").asString())
        .contains("was unable to place a task");
  }

  private JsonNode ecs(String operation, String input) {
    return aws.call("ecs", operation, json.readTree(input.replace('\'', '"')));
  }

  private void autoscaling(String members) {
    String key =
        "{'ServiceNamespace': 'ecs', 'ResourceId': 'service/c/s', 'ScalableDimension':"
            + " 'ecs:service:DesiredCount', ";
    aws.call(
        "application-autoscaling",
        "RegisterScalableTarget",
        json.readTree((key + members.substring(1)).replace('\'', '"')));
  }

  private JsonNode service() {
    return described("s");
  }

  private JsonNode described(String name) {
    return ecs("DescribeServices", "{'cluster': 'c', 'services': ['%s']}".formatted(name))
        .path("services")
        .get(0);
  }

  private List<String> tasks() {
    JsonNode arns = ecs("ListTasks", "{'cluster': 'c', 'serviceName': 's'}").path("taskArns");
    return StreamSupport.stream(arns.spliterator(), false).map(JsonNode::asString).toList();
  }
}

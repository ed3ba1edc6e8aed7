package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rollouts that fail and stay so, and one that never settles. */
class RolloutFaultsTest {

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeAService() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aFailedRolloutStaysFailedAndNoTaskIsReplaced() {
    List<String> tasks = wire.tasks();
    assertThat(wire.fault("{'kind': 'rollout-fails'}").status()).isEqualTo(204);
    assertThat(rollouts()).containsExactly("PRIMARY FAILED");
    assertThat(wire.tasks()).isEqualTo(tasks);
    wire.stop(tasks.getFirst());
    wire.clock.advance(Duration.ofMinutes(30));
    assertThat(wire.tasks()).hasSize(2);
    assertThat(rollouts()).containsExactly("PRIMARY FAILED");
    assertThat(wire.report().path("deploying").asBoolean()).isFalse();
  }

  @Test
  void aNewDeploymentStartsTasksAgain() {
    wire.fault("{'kind': 'rollout-fails'}");
    wire.stop(wire.tasks().getFirst());
    wire.clock.advance(Duration.ofMinutes(1));
    wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'forceNewDeployment': true}");
    wire.clock.advance(Duration.ofMinutes(2));
    assertThat(wire.tasks()).hasSize(3);
    assertThat(rollouts()).containsExactly("PRIMARY COMPLETED");
  }

  @Test
  void theOldRevisionMayRunOnBesideTheFailedOne() {
    List<String> tasks = wire.tasks();
    wire.fault("{'kind': 'rollout-fails', 'oldKept': true}");
    wire.clock.advance(Duration.ofMinutes(30));
    assertThat(rollouts()).containsExactly("PRIMARY FAILED", "ACTIVE COMPLETED");
    assertThat(wire.tasks()).isEqualTo(tasks);
    assertThat(wire.newestEvent()).contains("deployment failed: tasks failed to start.");
    assertThat(deployments())
        .extracting(it -> it.path("runningCount").asInt())
        .containsExactly(0, 3);
  }

  @Test
  void scalingInStillWorksWhileTheRolloutIsFailed() {
    wire.fault("{'kind': 'rollout-fails', 'oldKept': true}");
    wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 1}");
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.tasks()).hasSize(1);
  }

  @Test
  void clearingTheFaultsHasSomebodyDeployAgain() {
    wire.fault("{'kind': 'rollout-fails', 'oldKept': true}");
    wire.stop(wire.tasks().getFirst());
    wire.clearFaults();
    wire.clock.advance(Duration.ofMinutes(2));
    assertThat(rollouts()).containsExactly("PRIMARY COMPLETED");
    assertThat(wire.tasks()).hasSize(3);
  }

  @Test
  void aDeploymentThatNeverSettlesStaysInProgressUntilTheFaultIsCleared() {
    assertThat(wire.fault("{'kind': 'never-settles'}").status()).isEqualTo(204);
    wire.clock.advance(Duration.ofDays(2));
    assertThat(rollouts().getFirst()).isEqualTo("PRIMARY IN_PROGRESS");
    assertThat(wire.report().path("deploying").asBoolean()).isTrue();
    wire.clearFaults();
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(rollouts()).containsExactly("PRIMARY COMPLETED");
  }

  @Test
  void theCircuitBreakerFailsARolloutWhoseTasksDoNotStart() {
    breaker(false);
    wire.fault("{'kind': 'replacements-exit'}");
    deploy();
    wire.clock.advance(Duration.ofMinutes(10));
    assertThat(rollouts()).containsExactly("PRIMARY FAILED", "ACTIVE COMPLETED");
    assertThat(deployments().getFirst().path("rolloutStateReason").asString())
        .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
    assertThat(deployments().getFirst().path("failedTasks").asInt()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void theCircuitBreakerRollsBackWhereItIsAskedTo() {
    breaker(true);
    wire.ecs(
        "RegisterTaskDefinition",
        "{'family': 'c-s', 'containerDefinitions': [{'name': 'app', 'image': 'app:broken'}]}");
    wire.fault("{'kind': 'replacements-exit'}");
    wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'taskDefinition': 'c-s:2'}");
    assertThat(wire.service().path("taskDefinition").asString()).endsWith("c-s:2");
    wire.clock.advance(Duration.ofMinutes(10));
    assertThat(wire.service().path("taskDefinition").asString()).endsWith("c-s:1");
    wire.clearFaults();
    wire.clock.advance(Duration.ofMinutes(5));
    assertThat(rollouts()).containsExactly("PRIMARY COMPLETED");
    assertThat(wire.tasks()).hasSize(3);
  }

  private void breaker(boolean rollback) {
    wire.ecs(
        "UpdateService",
        """
        {'cluster': 'c', 'service': 's', 'deploymentConfiguration':
          {'deploymentCircuitBreaker': {'enable': true, 'rollback': %s}}}
        """
            .formatted(rollback));
  }

  private void deploy() {
    wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'forceNewDeployment': true}");
  }

  private List<String> rollouts() {
    return deployments().stream()
        .map(it -> it.path("status").asString() + " " + it.path("rolloutState").asString())
        .toList();
  }

  private List<JsonNode> deployments() {
    return wire.service().path("deployments").valueStream().toList();
  }
}

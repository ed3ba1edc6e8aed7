package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks in trouble, and knowledge of them that is missing. */
class TaskTroubleTest {

  private static final Physics CHECKED =
      Physics.quick().withPace(Physics.quick().pace().withHealthy(Duration.ofSeconds(2)));

  private final SimulatedWire wire = new SimulatedWire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void withoutAgentsTheHealthOfAllTasksIsUnknownAndTheyServeOn() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).with(CHECKED));
    assertThat(health()).containsOnly("HEALTHY");
    assertThat(wire.fault("{'kind': 'agents-disconnected'}").status()).isEqualTo(204);
    wire.clock.advance(Duration.ofMinutes(5));
    assertThat(health()).hasSize(3).containsOnly("UNKNOWN");
    assertThat(wire.described(wire.tasks()))
        .extracting(it -> it.path("connectivity").asString())
        .containsOnly("DISCONNECTED");
    assertThat(wire.report().path("healthyNow").asInt()).isEqualTo(3);
    wire.clearFaults();
    assertThat(health()).containsOnly("HEALTHY");
  }

  @Test
  void containerInstancesTellWhetherTheirAgentsAreConnected() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).onInstances());
    assertThat(connected()).isNotEmpty().containsOnly(true);
    wire.fault("{'kind': 'agents-disconnected'}");
    assertThat(connected()).isNotEmpty().containsOnly(false);
  }

  @Test
  void targetsWhoseHealthIsNotKnownAreUnavailable() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).balanced());
    wire.fault("{'kind': 'targets-unavailable'}");
    assertThat(targets())
        .contains("<State>unavailable</State><Reason>Elb.InternalError</Reason>")
        .doesNotContain("<State>healthy</State>");
    assertThat(wire.report().path("healthyNow").asInt()).isEqualTo(3);
    wire.clearFaults();
    assertThat(targets()).contains("<State>healthy</State>").doesNotContain("unavailable");
  }

  @Test
  void inACrashLoopEveryTaskGetsHealthyAndExitsAgainAndAgain() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).with(CHECKED));
    List<String> before = wire.tasks();
    assertThat(wire.fault("{'kind': 'crash-loop', 'seconds': 12}").status()).isEqualTo(204);
    wire.clock.advance(Duration.ofSeconds(13));
    assertThat(wire.described(before))
        .extracting(it -> it.path("stopCode").asString())
        .containsOnly("EssentialContainerExited");
    List<String> seenHealthy = new ArrayList<>();
    for (int second = 0; second < 60; second++) {
      wire.clock.advance(Duration.ofSeconds(1));
      wire.described(wire.tasks()).stream()
          .filter(task -> task.path("healthStatus").asString().equals("HEALTHY"))
          .map(task -> task.path("taskArn").asString())
          .forEach(seenHealthy::add);
    }
    assertThat(seenHealthy.stream().distinct())
        .hasSizeGreaterThan(6)
        .doesNotContainSequence(before);
    wire.clearFaults();
    wire.clock.advance(Duration.ofSeconds(10));
    List<String> after = wire.tasks();
    wire.clock.advance(Duration.ofMinutes(10));
    assertThat(wire.tasks()).hasSize(3).isEqualTo(after);
    assertThat(health()).containsOnly("HEALTHY");
  }

  @Test
  void withoutAnyCheckACrashLoopGoesRoundAsWell() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2));
    wire.fault("{'kind': 'crash-loop', 'seconds': 3}");
    wire.clock.advance(Duration.ofMinutes(1));
    List<String> some = wire.tasks();
    wire.clock.advance(Duration.ofSeconds(20));
    assertThat(wire.tasks()).doesNotContainAnyElementsOf(some);
  }

  @Test
  void aTaskWithoutAPlaceIsPlacedOnceAnotherHasStopped() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3));
    List<String> old = wire.tasks();
    wire.fault("{'kind': 'places', 'value': 3}");
    wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 4}");
    wire.clock.advance(Duration.ofMinutes(5));
    assertThat(wire.tasks()).isEqualTo(old);
    assertThat(wire.newestEvent())
        .contains("was unable to place a task")
        .contains("already using a port");
    wire.stop(old.getFirst());
    wire.clock.advance(Duration.ofSeconds(10));
    assertThat(wire.tasks()).hasSize(3).doesNotContain(old.getFirst());
    wire.clearFaults();
    wire.clock.advance(Duration.ofSeconds(10));
    assertThat(wire.tasks()).hasSize(4);
  }

  @Test
  void aTaskMayDrainForTheWholeDeregistrationDelay() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2).balanced());
    wire.fault("{'kind': 'slow-draining', 'seconds': 1800}");
    String stopping = wire.tasks().getFirst();
    wire.stop(stopping);
    wire.clock.advance(Duration.ofMinutes(29));
    assertThat(lastStatus(stopping)).isEqualTo("DEACTIVATING");
    assertThat(targets()).contains("<State>draining</State>");
    wire.clock.advance(Duration.ofMinutes(2));
    assertThat(lastStatus(stopping)).isEqualTo("STOPPED");
  }

  @Test
  void aTaskDrainsNoLongerOnceTheFaultIsCleared() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2));
    wire.fault("{'kind': 'slow-draining', 'seconds': 1800}");
    String stopping = wire.tasks().getFirst();
    wire.stop(stopping);
    wire.clock.advance(Duration.ofMinutes(1));
    wire.clearFaults();
    wire.clock.advance(Duration.ofSeconds(5));
    assertThat(lastStatus(stopping)).isEqualTo("STOPPED");
  }

  private List<String> health() {
    return wire.described(wire.tasks()).stream()
        .map(task -> task.path("healthStatus").asString())
        .toList();
  }

  private String lastStatus(String task) {
    return wire.described(List.of(task)).getFirst().path("lastStatus").asString();
  }

  private List<Boolean> connected() {
    List<String> instances =
        wire.described(wire.tasks()).stream()
            .map(task -> task.path("containerInstanceArn").asString())
            .distinct()
            .toList();
    return wire.ecs(
            "DescribeContainerInstances",
            "{'cluster': 'c', 'containerInstances': %s}".formatted(SimulatedWire.quoted(instances)))
        .json()
        .path("containerInstances")
        .valueStream()
        .map(it -> it.path("agentConnected"))
        .map(JsonNode::booleanValue)
        .toList();
  }

  private String targets() {
    String group = wire.service().path("loadBalancers").path(0).path("targetGroupArn").asString();
    return wire.query("Action=DescribeTargetHealth&TargetGroupArn=" + group).body();
  }
}

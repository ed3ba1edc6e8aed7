package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.simulation.DirectEcs;
import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SDK over HTTP and the simulation's direct way see the same, and do the same: what the
 * simulation believes is what production does.
 */
class EcsContractTest {

  private static final ServiceName NAME = new ServiceName("c", "s");

  private final SettableClock clock = new SettableClock();
  private final SimulatedAws aws = new SimulatedAws(clock, 5, false);
  private final SimulatorServer server = start();
  private final TargetedEcs sdk = Ports.at(server.uri(), Clock.systemUTC());
  private final Ecs direct = new DirectEcs(aws, clock);

  private SimulatorServer start() {
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    sdk.close();
    server.close();
  }

  static Stream<ServiceSeed> services() {
    ServiceSeed plain = ServiceSeed.of("c", "s", 7);
    Physics checked =
        Physics.quick().withPace(Physics.quick().pace().withHealthy(Duration.ofSeconds(3)));
    return Stream.of(
        plain,
        plain.with(checked),
        plain.autoscaled(2, 9),
        plain.daemon(),
        plain.deployedBy("CODE_DEPLOY"),
        plain.deployedBy("EXTERNAL"),
        plain.balanced(),
        plain.with(checked).balanced(),
        plain.balanced().onInstances(),
        plain.with(Physics.quick().withReadLag(Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @MethodSource("services")
  void bothSeeTheSameAllAlongAReplacement(ServiceSeed service) {
    aws.seed(service);
    Set<String> tasks = seesTheSame(Set.of());
    assertThat(tasks).isNotEmpty();
    String first = tasks.iterator().next();
    sdk.carryOut(NAME, new Action.StopTask(first, "a test"));
    for (int second = 0; second < 12; second++) {
      seesTheSame(Set.of(first));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(aws.report("c", "s").stops()).hasSize(1);
  }

  @Test
  void bothSeeADeploymentAndProtectedTasks() {
    aws.seed(ServiceSeed.of("c", "s", 5).autoscaled(1, 5));
    String one = seesTheSame(Set.of()).iterator().next();
    aws.call(
        "ecs",
        "UpdateTaskProtection",
        new JsonMapper()
            .readTree(
                "{\"cluster\": \"c\", \"tasks\": [\"%s\"], \"protectionEnabled\": true}"
                    .formatted(one)));
    aws.fault("c", "s", new io.ecsrecycler.simulator.Fault.Deployment(Duration.ofSeconds(20)));
    seesTheSame(Set.of());
    assertThat(sdk.look(look(Set.of(), Set.of(one))).tasks())
        .filteredOn(task -> task.arn().equals(one))
        .allMatch(task -> task.protection() == SeenTask.Protection.PROTECTED);
  }

  @Test
  void bothWritesArriveTheSame() {
    aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(1, 3));
    ScalableTarget.Suspension held = new ScalableTarget.Suspension(true, false, true);
    sdk.carryOut(NAME, new Action.SetScalableTarget(4, held));
    sdk.carryOut(NAME, new Action.SetDesiredCount(4));
    ServiceSnapshot seen = direct.look(look(Set.of(), Set.of()));
    assertThat(seen.scalableTarget()).isEqualTo(new ScalableTarget(1, 4, held));
    assertThat(seen.service().desiredCount()).isEqualTo(4);

    ScalableTarget.Suspension free = new ScalableTarget.Suspension(false, false, false);
    direct.carryOut(NAME, new Action.SetDesiredCount(2));
    direct.carryOut(NAME, new Action.SetScalableTarget(3, free));
    seen = sdk.look(look(Set.of(), Set.of()));
    assertThat(seen.scalableTarget()).isEqualTo(new ScalableTarget(1, 3, free));
    assertThat(seen.service().desiredCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void bothClassifyFaultsTheSame(io.ecsrecycler.simulator.Fault fault, Fault.Kind kind) {
    aws.seed(ServiceSeed.of("c", "s", 1).balanced());
    aws.fault("c", "s", fault);
    for (Ecs ecs : List.of(sdk, direct)) {
      assertThatExceptionOfType(EcsFaultException.class)
          .isThrownBy(() -> ecs.look(look(Set.of(), Set.of())))
          .matches(e -> e.fault().kind() == kind);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new io.ecsrecycler.simulator.Fault.Throttle(1), Fault.Kind.THROTTLED),
        Arguments.of(new io.ecsrecycler.simulator.Fault.ServerError(1), Fault.Kind.SERVER_ERROR),
        Arguments.of(
            new io.ecsrecycler.simulator.Fault.AccessDenied("DescribeTargetHealth"),
            Fault.Kind.ACCESS_DENIED));
  }

  @Test
  void aMissingPermissionForTargetHealthSaysWhatToDo() {
    aws.seed(ServiceSeed.of("c", "s", 1).balanced());
    aws.fault("c", "s", new io.ecsrecycler.simulator.Fault.AccessDenied("DescribeTargetHealth"));

    assertThatExceptionOfType(EcsFaultException.class)
        .isThrownBy(() -> sdk.look(look(Set.of(), Set.of())))
        .withMessageContaining("ignoreTargetHealth")
        .withMessageContaining("elasticloadbalancing:DescribeTargetHealth");
    Look ignoring = new Look(NAME, true, Set.of(), true, false, Set.of());
    assertThat(sdk.look(ignoring).tasks()).hasSize(1);
  }

  /** Both look at the same instant; returns the tasks. */
  private Set<String> seesTheSame(Set<String> watched) {
    ServiceSnapshot first = sdk.look(look(watched, Set.of()));
    Set<String> tasks = first.tasks().stream().map(SeenTask::arn).collect(Collectors.toSet());
    assertThat(normal(sdk.look(look(watched, tasks))))
        .isEqualTo(normal(direct.look(look(watched, tasks))));
    return tasks;
  }

  /** But for AWS's own time, the order of tasks, and the words for an unhealthy target. */
  private static ServiceSnapshot normal(ServiceSnapshot seen) {
    return new ServiceSnapshot(
        Instant.EPOCH,
        Instant.EPOCH,
        seen.service(),
        seen.tasks().stream()
            .sorted(Comparator.comparing(SeenTask::arn))
            .map(EcsContractTest::normal)
            .toList(),
        seen.scalableTarget());
  }

  private static SeenTask normal(SeenTask task) {
    SeenTask.TargetHealth targets = task.targets();
    return new SeenTask(
        task.arn(),
        task.life(),
        task.report(),
        targets.healthy() ? targets : SeenTask.TargetHealth.not("unhealthy"),
        task.protection(),
        task.origin());
  }

  private static Look look(Set<String> watched, Set<String> protectionOf) {
    return new Look(NAME, true, watched, true, true, protectionOf);
  }
}

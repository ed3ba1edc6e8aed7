package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.ServiceReport.Scaling;
import io.ecsrecycler.simulator.ServiceReport.Suspension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do to a service and its scalable target, and errors that pass by themselves. */
class MeddlingTest {

  private static final String SCALABLE_TARGET =
      "'ServiceNamespace': 'ecs', 'ResourceId': 'service/c/s',"
          + " 'ScalableDimension': 'ecs:service:DesiredCount'";

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeAService() {
    wire.aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(1, 5));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aServiceIsCreatedAgainWithItsArnAndNewTasks() {
    JsonNode before = wire.service();
    List<String> old = wire.tasks();
    wire.clock.advance(Duration.ofSeconds(1));
    assertThat(wire.fault("{'kind': 'service-recreated'}").status()).isEqualTo(204);
    JsonNode after = wire.service();
    assertThat(after.path("serviceArn")).isEqualTo(before.path("serviceArn"));
    assertThat(after.path("status").asString()).isEqualTo("ACTIVE");
    assertThat(after.path("createdAt").asDouble())
        .isGreaterThan(before.path("createdAt").asDouble());
    assertThat(wire.tasks()).doesNotContainAnyElementsOf(old);
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.tasks()).hasSize(3).doesNotContainAnyElementsOf(old);
    assertThat(wire.described(old))
        .hasSize(3)
        .allMatch(task -> task.path("lastStatus").asString().equals("STOPPED"));
  }

  @Test
  void aServiceMayBeGoneForAWhileBeforeItIsCreatedAgain() {
    wire.fault("{'kind': 'service-recreated', 'seconds': 60}");
    assertThat(wire.service().path("status").asString()).isEqualTo("DRAINING");
    wire.clock.advance(Duration.ofSeconds(30));
    assertThat(wire.service().path("status").asString()).isEqualTo("INACTIVE");
    assertThat(wire.fault("{'kind': 'service-recreated'}").status()).isEqualTo(409);
    assertThat(wire.aws.nextChange()).contains(wire.clock.instant().plusSeconds(30));
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.service().path("status").asString()).isEqualTo("ACTIVE");
    assertThat(wire.tasks()).hasSize(3);
  }

  @Test
  void laggingReadsShowTheOldServiceAndThenTheNewOneAndNeverNone() {
    Physics lagging = Physics.quick().withReadLag(Duration.ofSeconds(4));
    try (SimulatedWire lag = new SimulatedWire()) {
      lag.aws.seed(ServiceSeed.of("c", "s", 3).with(lagging));
      lag.clock.advance(Duration.ofMinutes(1));
      double before = lag.service().path("createdAt").asDouble();
      lag.fault("{'kind': 'service-recreated'}");
      assertThat(lag.service().path("createdAt").asDouble()).isEqualTo(before);
      assertThat(lag.tasks()).hasSize(3);
      lag.clock.advance(Duration.ofSeconds(4));
      assertThat(lag.service().path("createdAt").asDouble()).isGreaterThan(before);
    }
  }

  @Test
  void whatSomebodyElseCreatedMeanwhileIsNotReplaced() {
    wire.fault("{'kind': 'service-recreated', 'seconds': 60}");
    wire.clock.advance(Duration.ofSeconds(30));
    wire.ecs(
        "CreateService",
        "{'cluster': 'c', 'serviceName': 's', 'taskDefinition': 'c-s', 'desiredCount': 1}");
    wire.clock.advance(Duration.ofMinutes(2));
    assertThat(wire.tasks()).hasSize(1);
  }

  @Test
  void faultsAndReportOutliveTheServiceThatIsCreatedAgain() {
    wire.stop(wire.tasks().getFirst());
    wire.fault("{'kind': 'no-capacity'}");
    wire.fault("{'kind': 'service-recreated'}");
    wire.clock.advance(Duration.ofMinutes(1));
    assertThat(wire.tasks()).isEmpty();
    assertThat(wire.report().path("stops").path(0).path("by").asString()).isEqualTo("StopTask");
  }

  @Test
  void aScalableTargetIsDeletedOnce() {
    assertThat(wire.fault("{'kind': 'scalable-target-deleted'}").status()).isEqualTo(204);
    assertThat(wire.report().path("scalableTarget").isNull()).isTrue();
    assertThat(wire.fault("{'kind': 'scalable-target-deleted'}").status()).isEqualTo(409);
    assertThat(wire.fault("{'kind': 'scalable-target-changed', 'min': 1}").status()).isEqualTo(409);
  }

  @Test
  void somebodyChangesTheFlagsAndTheRange() {
    wire.fault(
        "{'kind': 'scalable-target-changed', 'suspendedState': {'dynamicScalingInSuspended': true,"
            + " 'scheduledScalingSuspended': true}}");
    assertThat(scaling()).isEqualTo(new Scaling(1, 5, new Suspension(true, false, true)));
    wire.fault("{'kind': 'scalable-target-changed', 'min': 4, 'max': 8}");
    assertThat(scaling()).isEqualTo(new Scaling(4, 8, new Suspension(true, false, true)));
    assertThat(wire.service().path("desiredCount").asInt()).isEqualTo(4);
  }

  @Test
  void aRangeThatAwsWouldNotTakeIsRefused() {
    assertThat(wire.fault("{'kind': 'scalable-target-changed', 'min': 9}"))
        .matches(it -> it.status() == 400 && it.message().contains("capacity"));
  }

  @Test
  void throttlingMayComeAsAnInvalidParameter() {
    wire.fault("{'kind': 'wrapped-throttle', 'rate': 1}");
    assertThat(wire.ecs("UpdateService", "{'cluster': 'c', 'service': 's', 'desiredCount': 4}"))
        .matches(it -> it.status() == 400 && it.type().equals("InvalidParameterException"))
        .matches(it -> it.message().contains("Request limit exceeded"));
    assertThat(register().status()).isEqualTo(200);
    wire.clearFaults();
    assertThat(wire.service().path("desiredCount").asInt()).isEqualTo(3);
  }

  @Test
  void anUpdateMayBePendingAtApplicationAutoScaling() {
    wire.fault("{'kind': 'concurrent-update', 'rate': 1}");
    assertThat(register())
        .matches(it -> it.status() == 400 && it.type().equals("ConcurrentUpdateException"))
        .matches(it -> it.message().contains("You already have a pending update"));
    assertThat(wire.service().path("status").asString()).isEqualTo("ACTIVE");
    wire.clearFaults();
    assertThat(register().status()).isEqualTo(200);
  }

  @Test
  void anUnknownFaultIsRefusedWithTheOnesThereAre() {
    assertThat(wire.fault("{'kind': 'earthquake'}"))
        .matches(it -> it.status() == 400)
        .matches(it -> it.message().contains("crash-loop") && it.message().contains("empty-reply"));
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    for (String fault :
        List.of(
            "{'kind': 'throttle', 'rate': 2}",
            "{'kind': 'throttle', 'rate': 'often'}",
            "{'kind': 'crash-loop', 'seconds': 0}",
            "{'kind': 'slow-draining', 'seconds': 'long'}",
            "{'kind': 'service-missing', 'times': 0}",
            "{'kind': 'desired-count', 'value': 100000}",
            "{'kind': 'places'}")) {
      assertThat(wire.fault(fault).status()).as(fault).isEqualTo(400);
    }
  }

  private Scaling scaling() {
    return Objects.requireNonNull(wire.aws.report("c", "s").scalableTarget());
  }

  private SimulatedWire.Answer register() {
    return wire.scaling("RegisterScalableTarget", "{" + SCALABLE_TARGET + ", 'MaxCapacity': 6}");
  }
}

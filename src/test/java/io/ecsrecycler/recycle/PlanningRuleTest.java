package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.SeenService.Deployment;
import io.ecsrecycler.recycle.SeenService.Kind;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningRuleTest {

  private static final Kind DAEMON = new Kind("DAEMON", "ECS", Balancing.NONE);

  static Stream<Arguments> servicesThatCannotBeRecycled() {
    return Stream.of(
        Arguments.of(Look.desired(0).status("MISSING"), Failure.Code.SERVICE_NOT_ACTIVE),
        Arguments.of(steady().status("DRAINING"), Failure.Code.SERVICE_NOT_ACTIVE),
        Arguments.of(steady().status("INACTIVE"), Failure.Code.SERVICE_NOT_ACTIVE),
        Arguments.of(
            steady().kind(new Kind("REPLICA", "CODE_DEPLOY", Balancing.NONE)).deployments(),
            Failure.Code.UNSUPPORTED_DEPLOYMENT_CONTROLLER),
        Arguments.of(
            steady().kind(new Kind("REPLICA", "EXTERNAL", Balancing.NONE)).deployments(),
            Failure.Code.UNSUPPORTED_DEPLOYMENT_CONTROLLER),
        Arguments.of(
            steady().kind(new Kind("REPLICA", "ECS", Balancing.CLASSIC)),
            Failure.Code.UNSUPPORTED_LOAD_BALANCER),
        Arguments.of(steady().deploying(), Failure.Code.DEPLOYMENT_RUNNING),
        Arguments.of(
            steady().deployments(new Deployment("ecs-svc/2", "PRIMARY", "IN_PROGRESS")),
            Failure.Code.DEPLOYMENT_RUNNING));
  }

  @ParameterizedTest
  @MethodSource("servicesThatCannotBeRecycled")
  void endsAtOnceWithoutTouchingAnything(Look look, Failure.Code code) {
    Walk walk = Walk.maintaining().sees(look);

    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.failure().code()).isEqualTo(code);
    assertThat(walk.failure().message()).contains("shop/web");
    assertThat(walk.action()).isNull();
    assertThat(walk.events()).containsExactly(new RecycleEvent.RecycleFailed(walk.failure()));
  }

  @Test
  void recyclesAfterADeploymentThatIsOver() {
    Look look =
        steady()
            .deployments(
                new Deployment("ecs-svc/2", "PRIMARY", "COMPLETED"),
                new Deployment("ecs-svc/1", "INACTIVE", "COMPLETED"));

    assertThat(Walk.maintaining().sees(look).phase()).isInstanceOf(Phase.Surging.class);
  }

  @Test
  void takesTheUnhealthyFirstThenTheOldest() {
    Look look =
        Look.desired(4)
            .healthy("young", "old", "ageless")
            .unhealthy("sick")
            .created("young", Instant.EPOCH.plusSeconds(9))
            .created("old", Instant.EPOCH.plusSeconds(1))
            .created("sick", Instant.EPOCH.plusSeconds(99))
            .created("ageless", null);

    assertThat(Walk.maintaining().sees(look).state().requirePlan().slots())
        .extracting(Slot::taskArn)
        .containsExactly(arn("sick"), arn("old"), arn("young"), arn("ageless"));
  }

  @Test
  void leavesOutTasksThatAreOnTheirWayOut() {
    Look look = Look.desired(2).healthy("a", "b").stopping("c").stopped("d");

    assertThat(Walk.maintaining().sees(look).state().requirePlan().slots())
        .extracting(Slot::taskArn)
        .containsExactly(arn("a"), arn("b"));
  }

  @Test
  void succeedsAtOnceWhereTheDesiredCountIsZero() {
    Walk walk = Walk.maintaining().sees(Look.desired(0).healthy("leftover").autoscaled(1, 3));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.action()).isNull();
    assertThat(walk.state().lease()).isNull();
    assertThat(walk.events())
        .contains(new RecycleEvent.NothingToDo("the service's desired count is 0"));
  }

  @Test
  void succeedsAtOnceWhereNoTaskRuns() {
    Walk walk = Walk.maintaining().sees(Look.desired(3).stopped("a"));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.action()).isNull();
    assertThat(walk.events())
        .contains(new RecycleEvent.NothingToDo("the service has no running task"));
  }

  @Test
  void keepsFullStrengthAsItsFloorAndRaisesFirst() {
    Walk walk = Walk.maintaining().sees(steady());

    assertThat(walk.state().requirePlan().floor()).isEqualTo(3);
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
    assertThat(walk.events())
        .containsExactly(
            new RecycleEvent.RecycleStarted(new ServiceName("shop", "web")),
            new RecycleEvent.TasksPlanned(3, 3, 3),
            new RecycleEvent.DesiredCountRaised(3, 4));
  }

  @Test
  void raisesNothingAndAllowsOneLessWhereStrengthNeedNotBeKept() {
    Walk walk = Walk.belowStrength().sees(steady().autoscaled(1, 3));

    assertThat(walk.state().requirePlan().floor()).isEqualTo(2);
    assertThat(walk.state().lease()).isNull();
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void raisesNothingForADaemonWhichHasNoDesiredCountToRaise() {
    Walk walk = Walk.maintaining().sees(steady().kind(DAEMON).autoscaled(1, 3));

    assertThat(walk.state().requirePlan().floor()).isEqualTo(2);
    assertThat(walk.state().lease()).isNull();
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void neverHasAFloorBelowZero() {
    Walk walk = Walk.belowStrength().sees(Look.desired(1).healthy("a"));

    assertThat(walk.state().requirePlan().floor()).isZero();
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  private static Look steady() {
    return Look.desired(3).healthy("a", "b", "c");
  }
}

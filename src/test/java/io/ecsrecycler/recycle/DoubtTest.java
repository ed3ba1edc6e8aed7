package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.SeenService.Deployment;
import io.ecsrecycler.recycle.SeenService.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown, partial or contradictory knowledge stops nothing and concludes nothing. */
class DoubtTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Look TWO = Look.desired(2).healthy("a", "b");

  @Test
  void aServiceThatOneLookMissesIsStillThere() {
    Walk walk = surged().faces(Fault.Kind.NOT_FOUND);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.SERVICE_NOT_FOUND);

    walk.passes(SECOND).sees(Look.desired(3).healthy("a", "b", "x"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void aServiceThatSeveralLooksMissForAWhileIsGoneAndTheEndSaysWhatIsLeft() {
    Walk walk = surged();
    for (int look = 0; look < 5; look++) {
      walk.faces(Fault.Kind.NOT_FOUND).passes(Duration.ofSeconds(25));
      assertThat(walk.outcome()).isNull();
    }
    walk.faces(Fault.Kind.NOT_FOUND);

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SERVICE_NOT_ACTIVE);
    assertThat(walk.phase())
        .isInstanceOfSatisfying(
            Phase.Ended.class,
            it ->
                assertThat(it.left())
                    .contains("desired count 3 instead of 2")
                    .contains("update-service --region eu-west-1"));
  }

  @Test
  void fewLooksOverALongTimeAreNotEnoughToCallAServiceGone() {
    Walk walk = surged().faces(Fault.Kind.NOT_FOUND).passes(Duration.ofMinutes(20));

    assertThat(walk.faces(Fault.Kind.NOT_FOUND).outcome()).isNull();
  }

  @Test
  void nothingIsDoneToAServiceOfTheSameNameInAnotherAccount() {
    ServiceIdentity other =
        new ServiceIdentity("arn:aws:ecs:eu-west-1:999999999999:service/shop/web", Instant.EPOCH);
    Walk walk = surged().sees(Look.desired(3).healthy("a", "b", "x").identity(other));

    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.OTHER_SERVICE);
    assertThat(walk.action()).isNull();
    assertThat(walk.holdMessage()).contains("999999999999", "111122223333");
  }

  @Test
  void aServiceThatWasCreatedAgainIsAnotherOne() {
    ServiceIdentity again =
        new ServiceIdentity(Look.IDENTITY.arn(), Instant.parse("2026-11-25T00:00:00Z"));
    Walk walk = surged().sees(Look.desired(3).healthy("a", "b", "x").identity(again));

    assertThat(walk.action()).isNull();
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Failed(walk.failure())));
    assertThat(walk.failure().message()).contains("created again");
  }

  @Test
  void aSuspensionOfSomebodyElsesStaysWhenTheMaximumIsRaised() {
    Suspension theirs = new Suspension(true, true, false);
    Walk walk = Walk.maintaining().sees(Look.desired(2).healthy("a", "b").autoscaled(1, 2, theirs));

    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(3, theirs));
  }

  @Test
  void unknownHealthIsNeitherHealthyNorFreeToStop() {
    Walk walk = Walk.belowStrength().sees(Look.desired(6).unknown("a", "b", "c", "d", "e", "f"));

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.HEALTH_UNKNOWN);
    assertThat(walk.holdMessage()).startsWith("The health of 6 tasks is unknown");
  }

  @Test
  void aTaskOfUnknownHealthIsStoppedOnceEnoughOthersAreKnownToBeHealthy() {
    Walk walk = Walk.belowStrength().sees(Look.desired(3).unknown("a").healthy("b", "c"));

    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void aReplacementOfUnknownHealthIsNotLateWhileTheHealthOfOthersIsUnknownToo() {
    Walk walk = Walk.belowStrength().sees(TWO);
    Look silent = Look.desired(2).unknown("b", "n").stopped("a");
    walk.sees(silent).passes(Walk.REPLACEMENT).sees(silent);
    assertThat(walk.outcome()).isNull();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.HEALTH_UNKNOWN);

    walk.passes(SECOND).sees(Look.desired(2).healthy("b", "n").stopped("a"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
  }

  @Test
  void unknownProtectionIsNoLeaveToStop() {
    Walk walk =
        Walk.belowStrength()
            .sees(
                Look.desired(2)
                    .healthy("a", "b")
                    .protection("a", SeenTask.Protection.UNKNOWN)
                    .protection("b", SeenTask.Protection.UNKNOWN));

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.PROTECTION_UNKNOWN);
  }

  @Test
  void aListThatShowsFewerTasksThanEcsCountsDecidesNothing() {
    Walk walk = Walk.maintaining().sees(Look.desired(3).counted(3));
    assertThat(walk.outcome()).isNull();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.COUNTS_CONTRADICT);

    walk.passes(SECOND).sees(Look.desired(3).healthy("a", "b", "c"));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
  }

  @Test
  void aFailedDeploymentIsNotCalledRunningAndIsRefused() {
    Deployment failed = new Deployment("ecs-svc/2", "PRIMARY", "FAILED");
    Deployment old = new Deployment("ecs-svc/1", "ACTIVE", "COMPLETED");
    for (Deployment[] both : new Deployment[][] {{failed}, {failed, old}}) {
      Walk walk = Walk.maintaining().sees(Look.desired(2).healthy("a", "b").deployments(both));

      assertThat(walk.failure().code()).isEqualTo(Failure.Code.DEPLOYMENT_FAILED);
      assertThat(walk.failure().message()).contains("has failed", "deploy a revision that works");
    }
  }

  @Test
  void aDeploymentThatFailsMidwayHolds() {
    Walk walk =
        surged()
            .sees(
                Look.desired(3)
                    .healthy("a", "b", "x")
                    .deployments(new Deployment("ecs-svc/2", "PRIMARY", "FAILED")));

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strategy", "controller", "launch"})
  void aKindThatNobodyKnowsIsRefusedByName(String what) {
    Kind kind =
        switch (what) {
          case "strategy" -> new Kind("SINGLETON", "ECS", Balancing.NONE);
          case "controller" -> new Kind("REPLICA", "SOMETHING", Balancing.NONE);
          default -> new Kind("REPLICA", "ECS", "MOON", Balancing.NONE, false);
        };
    Walk walk = Walk.maintaining().sees(Look.desired(2).healthy("a", "b").kind(kind));

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.UNSUPPORTED_SERVICE);
    assertThat(walk.failure().message()).containsAnyOf("SINGLETON", "SOMETHING", "MOON");
  }

  @Test
  void anEffectThatIsSeenIsAnAnswer() {
    Walk walk = Walk.belowStrength().crashesAfter(TWO).faces(Fault.Kind.UNREACHABLE);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.AWS_UNREACHABLE);

    walk.passes(SECOND).sees(Look.desired(2).healthy("b").stopping("a"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.state().unanswered()).isFalse();
  }

  @Test
  void aRequestThatWasRepeatedMayStillArriveBeforeTheEnd() {
    Walk walk = Walk.maintaining().crashesAfter(TWO).passes(SECOND).sees(TWO);
    walk.told(Command.CANCEL);
    Look back = Look.desired(2).healthy("a", "b");
    walk.sees(Look.desired(3).healthy("a", "b").pending("x")).sees(back);
    walk.passes(Duration.ofMinutes(1)).sees(back);
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.ACTION_IN_DOUBT);

    walk.passes(Duration.ofMinutes(1)).sees(Look.desired(3).healthy("a", "b", "x"));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
    walk.passes(Asked.IN_DOUBT).sees(back);
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Cancelled()));
  }

  @Test
  void aRefusedRepeatOfAStopDoesNotMeanThatTheFirstOneCannotArrive() {
    Walk walk = Walk.belowStrength().crashesAfter(TWO).passes(SECOND).refused(TWO);
    walk.passes(Duration.ofMinutes(2)).sees(Look.desired(2).healthy("a", "b").deploying());
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.ACTION_IN_DOUBT);

    walk.passes(Asked.IN_DOUBT).sees(Look.desired(2).healthy("a", "b").deploying());
    assertThat(walk.slot("a")).isInstanceOf(Slot.Waiting.class);
  }

  private static Walk surged() {
    return Walk.maintaining().sees(TWO);
  }
}

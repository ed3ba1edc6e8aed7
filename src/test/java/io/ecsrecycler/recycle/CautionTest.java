package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.RecycleSpec.Caution;
import io.ecsrecycler.recycle.RecycleSpec.Patience;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.SeenService.Deployment;
import io.ecsrecycler.recycle.SeenService.Kind;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deployments, load balancers, unchecked tasks, limits, and stops that never arrived. */
class CautionTest {

  private static final Look TWO = Look.desired(2).healthy("a", "b");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void awaitsADeploymentAtTheStartWhereAskedTo() {
    Walk walk =
        Walk.of(Walk.with(new Caution(true, ProtectedTasks.WAIT, false, Duration.ZERO, 1)))
            .sees(Look.desired(2).healthy("a", "b").deploying());
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_RUNNING);
    assertThat(walk.phase()).isEqualTo(new Phase.Planning());

    walk.sees(Look.desired(2).healthy("c", "d"));
    assertThat(walk.stoppedTask()).isEqualTo("c");
    assertThat(walk.events()).contains(new RecycleEvent.HoldEnded(Hold.Reason.DEPLOYMENT_RUNNING));
  }

  @Test
  void holdsWhileADeploymentRunsWhenItWouldSurge() {
    Walk walk = Walk.maintaining().sees(TWO);
    walk.passes(Walk.REPLACEMENT).sees(Look.desired(3).healthy("a", "b").deploying());
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_RUNNING);

    walk.sees(Look.desired(3).healthy("a", "b").pending("x"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.outcome()).isNull();
    assertThat(walk.sees(Look.desired(3).healthy("a", "b", "x")).stoppedTask()).isEqualTo("a");
  }

  @Test
  void recyclesAServiceOfCodeDeployOrOthersThatHasOneTaskSet() {
    for (String controller : new String[] {"CODE_DEPLOY", "EXTERNAL"}) {
      Kind kind = new Kind("REPLICA", controller, Balancing.NONE);
      Look steady =
          Look.desired(2)
              .healthy("a", "b")
              .kind(kind)
              .deployments(new Deployment("ecs-svc/1", "PRIMARY", ""));
      assertThat(Walk.belowStrength().sees(steady).stoppedTask()).isEqualTo("a");

      Look two =
          Look.desired(2)
              .healthy("a", "b")
              .kind(kind)
              .deployments(
                  new Deployment("ecs-svc/2", "PRIMARY", ""),
                  new Deployment("ecs-svc/1", "ACTIVE", ""));
      assertThat(Walk.belowStrength().sees(two).failure().code())
          .isEqualTo(Failure.Code.DEPLOYMENT_RUNNING);
    }
  }

  @Test
  void goesOnBehindAClassicLoadBalancerWhereItsViewIsToBeIgnored() {
    Look classic = Look.desired(1).healthy("a").kind(new Kind("REPLICA", "ECS", Balancing.CLASSIC));

    assertThat(
            Walk.of(Walk.with(new Caution(false, ProtectedTasks.WAIT, true, Duration.ZERO, 1)))
                .sees(classic)
                .stoppedTask())
        .isEqualTo("a");
  }

  @Test
  void countsAReplacementOnlyWhenTheLoadBalancerAgrees() {
    Walk walk = Walk.belowStrength().sees(TWO);
    Look initial =
        Look.desired(2)
            .healthy("b", "n")
            .stopped("a")
            .targets("n", TargetHealth.not("target group web calls it initial"));
    assertThat(walk.sees(initial).slot("a")).isInstanceOf(Slot.Stopping.class);

    walk.passes(Walk.REPLACEMENT).sees(initial);
    assertThat(walk.failure().message()).contains("target group web calls it initial");
  }

  @Test
  void countsAnUncheckedReplacementOnlyAfterItRanForAWhile() {
    Walk walk =
        Walk.of(
                Walk.with(
                    new Caution(false, ProtectedTasks.WAIT, false, SECOND.multipliedBy(40), 1)))
            .sees(Look.desired(2).unchecked("a", "b"));
    Look running = Look.desired(2).unchecked("b", "n").stopped("a");
    walk.sees(running).passes(Duration.ofSeconds(39)).sees(running);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);

    assertThat(walk.passes(SECOND).sees(running).slot("a")).isInstanceOf(Slot.Replaced.class);
  }

  @Test
  void countsFromTheBeginningWhenAnUncheckedReplacementWasGoneMeanwhile() {
    Walk walk =
        Walk.of(
                Walk.with(
                    new Caution(false, ProtectedTasks.WAIT, false, SECOND.multipliedBy(40), 1)))
            .sees(Look.desired(2).unchecked("a", "b"))
            .sees(Look.desired(2).unchecked("b", "n").stopped("a"))
            .passes(Duration.ofSeconds(39))
            .sees(Look.desired(2).unchecked("b").pending("n").stopped("a"))
            .passes(SECOND)
            .sees(Look.desired(2).unchecked("b", "n").stopped("a"));

    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);
  }

  @Test
  void awaitsUncheckedExtraTasksForAWhileToo() {
    RecycleSpec usual = Walk.spec(true, Duration.ZERO, null);
    Walk walk =
        Walk.of(
                new RecycleSpec(
                    usual.service(),
                    usual.selection(),
                    usual.rhythm(),
                    new Caution(false, ProtectedTasks.WAIT, false, Duration.ofSeconds(40), 1),
                    usual.patience(),
                    null))
            .sees(Look.desired(1).unchecked("a"));
    Look extra = Look.desired(2).unchecked("a", "x");
    assertThat(walk.sees(extra).stoppedTask()).isEmpty();
    assertThat(walk.passes(Duration.ofSeconds(39)).sees(extra).stoppedTask()).isEmpty();
    assertThat(walk.passes(SECOND).sees(extra).stoppedTask()).isEqualTo("a");
  }

  @Test
  void stopsNothingMoreAndRestoresWhenTheWholeTakesTooLong() {
    Duration limit = Duration.ofMinutes(5);
    Walk walk =
        Walk.of(Walk.with(new Patience(Walk.REPLACEMENT, Walk.HOLD, Walk.PAUSE, limit))).sees(TWO);
    walk.passes(limit).sees(Look.desired(2).healthy("b").stopping("a"));
    assertThat(walk.events()).singleElement().isInstanceOf(RecycleEvent.TimeLimitReached.class);
    assertThat(walk.outcome()).isNull();

    walk.sees(Look.desired(2).healthy("b", "n").stopped("a"));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.RECYCLE_TOO_LONG);
    assertThat(walk.failure().message()).contains("5 minutes", "0 of 2 tasks done");
    assertThat(walk.slot("b")).isInstanceOf(Slot.Waiting.class);
  }

  @Test
  void stopsNothingMoreWhenTheTimeWasUpWhileAwsWasAway() {
    Duration limit = Duration.ofMinutes(5);
    Walk walk =
        Walk.of(Walk.with(new Patience(Walk.REPLACEMENT, Walk.HOLD, Walk.PAUSE, limit))).sees(TWO);
    walk.passes(limit).faces(Fault.Kind.UNREACHABLE);
    walk.sees(Look.desired(2).healthy("b", "n").stopped("a"));

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.RECYCLE_TOO_LONG);
  }

  @Test
  void stopsATaskThatCameToServeNobodyBeforeItsTurn() {
    Walk walk = Walk.belowStrength().sees(Look.desired(3).healthy("a", "b", "c"));
    walk.sees(Look.desired(3).healthy("b", "n").stopped("a").unhealthy("c"));

    assertThat(walk.stoppedTask()).isEqualTo("c");
  }

  @Test
  void doesNotSayAStopAgainWhichMayNotBeBegunNow() {
    Walk walk = Walk.belowStrength().crashesAfter(TWO).passes(Asked.IN_DOUBT);
    walk.sees(Look.desired(2).healthy("a").unhealthy("b"));

    assertThat(walk.action()).isEqualTo(new Action.StopTask(Look.arn("b"), reason()));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Waiting.class);
    assertThat(walk.events()).contains(new RecycleEvent.StopGivenUp(1, 2, Look.arn("a")));
  }

  @Test
  void waitsUntilAnUnansweredStopCannotArriveAnyMoreBeforeItGivesItUp() {
    Look deploying = Look.desired(2).healthy("a", "b").deploying();
    Walk walk = Walk.belowStrength().crashesAfter(TWO).passes(Asked.IN_DOUBT.minusMillis(1));
    walk.sees(deploying);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);

    walk.passes(Duration.ofMillis(1)).sees(deploying);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Waiting.class);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_RUNNING);
  }

  @Test
  void doesNotSayAStopAgainAfterACancel() {
    Walk walk = Walk.belowStrength().crashesAfter(TWO);
    walk.told(Command.CANCEL);
    assertThat(walk.passes(SECOND).sees(TWO).action()).isNull();

    walk.passes(Asked.IN_DOUBT).sees(TWO);
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Cancelled()));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Waiting.class);
  }

  @Test
  void givesAStopThatIsSaidAgainItsWholeTime() {
    Walk walk = Walk.belowStrength().crashesAfter(TWO).passes(Walk.REPLACEMENT).sees(TWO);
    assertThat(walk.stoppedTask()).isEqualTo("a");

    walk.passes(Walk.REPLACEMENT.minusMillis(1)).sees(Look.desired(2).healthy("b").stopped("a"));
    assertThat(walk.outcome()).isNull();
  }

  @Test
  void leavesTheCountToWhoeverHasSetItWhateverTheySetItToLater() {
    Walk walk =
        Walk.maintaining()
            .sees(TWO)
            .sees(Look.desired(3).healthy("a", "b", "x"))
            .sees(Look.desired(7).healthy("b", "x").stopping("a"));
    assertThat(walk.events()).contains(new RecycleEvent.CapacityLeftToOthers(7, 3));

    walk.sees(Look.desired(3).healthy("b", "x", "n").stopped("a"))
        .sees(Look.desired(3).healthy("x", "n", "m").stopped("b"));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.action()).isNull();
  }

  @Test
  void saysWhatIsLeftRaisedAndHowToUndoItByHandWhileItCannotRestore() {
    Walk walk =
        Walk.maintaining()
            .sees(Look.desired(2).healthy("a", "b").autoscaled(1, 2))
            .sees(
                Look.desired(2)
                    .healthy("a", "b")
                    .autoscaled(1, 3, new ScalableTarget.Suspension(true, false, false)))
            .faces(Fault.Kind.ACCESS_DENIED)
            .faces(Fault.Kind.ACCESS_DENIED);

    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);
    assertThat(walk.state().hold())
        .extracting(Hold::message)
        .asString()
        .contains("desired count 3 instead of 2", "autoscaling maximum 3 instead of 2")
        .contains(
            "in account 111122223333: aws ecs update-service --region eu-west-1 --cluster shop"
                + " --service web --desired-count 2")
        .contains(
            "register-scalable-target --region eu-west-1",
            "--resource-id service/shop/web --max-capacity 2")
        .contains(
            "--suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,"
                + "ScheduledScalingSuspended=false");
    walk.passes(Duration.ofDays(3)).faces(Fault.Kind.ACCESS_DENIED);
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);
  }

  private static String reason() {
    return "Recycled by ecs-task-recycler, job job-1";
  }
}

package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One task "a", recycled or not, and everything put back that is still as we set it. */
class RestoringRuleTest {

  private static final Suspension FREE = new Suspension(false, false, false);
  private static final Suspension OURS = new Suspension(true, false, false);

  @Test
  void putsBackTheDesiredCountFirstThenAutoscalingThenAwaitsTheSurplus() {
    Walk walk = recycled();
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(1));
    assertThat(walk.events()).contains(new RecycleEvent.DesiredCountLowered(2, 1));

    walk.sees(Look.desired(1).healthy("n", "extra").autoscaled(1, 2, OURS));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
    assertThat(walk.events()).containsExactly(new RecycleEvent.AutoscalingReleased(1, false));

    assertThat(walk.sees(Look.desired(1).healthy("n", "extra").autoscaled(1, 1)).outcome())
        .isEqualTo(new Outcome.Succeeded());
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);

    walk.sees(Look.desired(1).healthy("n").stopping("extra").autoscaled(1, 1));
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Succeeded()));
    assertThat(walk.events())
        .containsExactly(
            new RecycleEvent.CapacityRestored(1), new RecycleEvent.RecycleSucceeded(1));
  }

  @Test
  void endsWithoutWaitingForeverForTheSurplus() {
    Look surplus = Look.desired(1).healthy("n", "extra").autoscaled(1, 1);
    Walk walk = recycled().sees(surplus).passes(Duration.ofSeconds(59)).sees(surplus);
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);

    walk.passes(Duration.ofSeconds(1)).sees(surplus);
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void saysARestoreOnceWhileReadsLagAndThenTakesTheCountForSomebodyElses() {
    Look lagging = Look.desired(2).healthy("n", "extra").autoscaled(1, 2, OURS);
    Walk walk = recycled();

    assertThat(walk.passes(Duration.ofSeconds(29)).sees(lagging).action()).isNull();
    walk.passes(Duration.ofSeconds(1)).sees(lagging);
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
    assertThat(walk.events()).contains(new RecycleEvent.CapacityLeftToOthers(2, 2));
  }

  @Test
  void saysARestoreAgainAtOnceAfterACrash() {
    Look raised = Look.desired(2).healthy("n", "extra").autoscaled(1, 2, OURS);
    Walk walk = surged().crashesAfter(raised.stopped("a")).sees(raised);

    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(1));
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void leavesACountThatSomebodyElseSet() {
    for (int theirs : new int[] {3, 9}) {
      Walk walk = recycledWhile(Look.desired(theirs).autoscaled(1, 9, OURS));

      assertThat(walk.events()).contains(new RecycleEvent.CapacityLeftToOthers(theirs, 2));
      assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(null, FREE));
    }
  }

  @Test
  void saysNothingWhereSomebodyPutTheCountBackAlready() {
    Walk walk = recycledWhile(Look.desired(1).autoscaled(1, 1));

    assertThat(walk.action()).isNull();
    walk.sees(Look.desired(1).healthy("n").autoscaled(1, 1));
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void leavesAMaximumThatSomebodyElseSet() {
    Walk walk = recycled().sees(Look.desired(1).healthy("n").autoscaled(1, 50, OURS));

    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(null, FREE));
  }

  @Test
  void leavesScaleInThatSomebodyElseAllowedAgain() {
    Walk walk = recycled().sees(Look.desired(1).healthy("n").autoscaled(1, 2));

    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
  }

  @Test
  void keepsOtherSuspensionsThatCameMeanwhile() {
    Walk walk =
        recycled()
            .sees(Look.desired(1).healthy("n").autoscaled(1, 2, new Suspension(true, true, true)));

    assertThat(walk.action())
        .isEqualTo(new Action.SetScalableTarget(1, new Suspension(false, true, true)));
  }

  @Test
  void leavesAutoscalingAloneWhereNothingOfItIsOursAnyMore() {
    Walk walk = recycled().sees(Look.desired(1).healthy("n").autoscaled(2, 7));

    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.action()).isNull();
  }

  @Test
  void endsWhereTheTargetIsDeregistered() {
    Look without = Look.desired(1).healthy("n");
    Walk walk = recycled();
    for (int look = 0; look < 10; look++) {
      walk.sees(without);
      assertThat(walk.heldBy()).isEqualTo(Hold.Reason.SCALABLE_TARGET_NOT_FOUND);
      walk.passes(Duration.ofSeconds(12));
    }

    assertThat(walk.passes(Duration.ofSeconds(1)).sees(without).phase())
        .isInstanceOf(Phase.Ended.class);
  }

  @Test
  void takesNoTargetForDeregisteredThatOneLookMisses() {
    Walk walk = recycled().sees(Look.desired(1).healthy("n"));
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);

    walk.sees(Look.desired(1).healthy("n").autoscaled(1, 2, OURS));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
  }

  @Test
  void endsWhereTheServiceIsDeleted() {
    Look deleted = Look.desired(0).status("INACTIVE");
    Walk walk = recycled();
    for (int look = 0; look < 10; look++) {
      assertThat(walk.sees(deleted).heldBy()).isEqualTo(Hold.Reason.SCALABLE_TARGET_NOT_FOUND);
      walk.passes(Duration.ofSeconds(13));
    }

    assertThat(walk.sees(deleted).phase()).isEqualTo(new Phase.Ended(new Outcome.Succeeded()));
  }

  @Test
  void saysThatTheScalableTargetOfADeletedServiceIsLeftChanged() {
    Walk walk = recycled().sees(Look.desired(0).status("INACTIVE").autoscaled(1, 2, OURS));

    assertThat(walk.phase())
        .isInstanceOfSatisfying(
            Phase.Ended.class,
            it ->
                assertThat(it.left())
                    .contains("autoscaling maximum 2 instead of 1, scale-in suspended")
                    .contains("register-scalable-target --region eu-west-1")
                    .doesNotContain("update-service"));
    assertThat(walk.events()).hasAtLeastOneElementOfType(RecycleEvent.CapacityLeftChanged.class);
  }

  @Test
  void undoesTheClampThatPuttingAutoscalingBackCauses() {
    Walk walk = recycledWhile(Look.desired(9).autoscaled(1, 2, OURS));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));

    walk.sees(Look.desired(1).healthy("n").autoscaled(1, 1));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(9));
    walk.sees(Look.desired(9).healthy("n").autoscaled(1, 1));
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void takesNoCountForClampedWhereTheReleaseNeverArrived() {
    Walk walk =
        surged()
            .crashesAfter(
                Look.desired(9).autoscaled(1, 2, OURS).healthy("n", "extra").stopped("a"));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));

    walk.sees(Look.desired(1).healthy("n").autoscaled(1, 2, OURS));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
    walk.sees(Look.desired(1).healthy("n").autoscaled(1, 1));
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.ACTION_IN_DOUBT);
    walk.passes(Asked.IN_DOUBT).sees(Look.desired(1).healthy("n").autoscaled(1, 1));
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void leavesACountThatSomebodySetRightAfterTheClamp() {
    Walk walk = recycledWhile(Look.desired(9).autoscaled(1, 2, OURS));

    walk.passes(Asked.READ_LAG).sees(Look.desired(5).healthy("n").autoscaled(1, 1));
    assertThat(walk.action()).isNull();
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void hasNothingToUndoWhereTheClampDidNotHappen() {
    Walk walk = recycledWhile(Look.desired(9).autoscaled(1, 2, OURS));
    Look unclamped = Look.desired(9).healthy("n").autoscaled(1, 1);
    assertThat(walk.sees(unclamped).action()).isNull();

    walk.passes(Asked.READ_LAG).sees(unclamped);
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
  }

  @Test
  void believesThatNothingWasRaisedOnlyWhenTheRaiseMustShow() {
    Walk walk = Walk.maintaining().crashesAfter(one()).faces(Fault.Kind.ACCESS_DENIED);
    assertThat(walk.sees(one()).action()).isNull();
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);

    assertThat(walk.passes(Duration.ofSeconds(29)).sees(Look.desired(2).healthy("a")).action())
        .isEqualTo(new Action.SetDesiredCount(1));
  }

  @Test
  void endsOnceTheRaiseWouldHaveShown() {
    Walk walk = Walk.maintaining().crashesAfter(one()).faces(Fault.Kind.ACCESS_DENIED);

    walk.passes(Asked.IN_DOUBT.minusMillis(1)).sees(one());
    assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);
    walk.passes(Duration.ofMillis(1)).sees(one());
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.AWS_ACCESS_DENIED);
  }

  @Test
  void letsGoOfAutoscalingThatShowsLate() {
    Walk walk =
        Walk.maintaining().crashesAfter(one().autoscaled(1, 1)).faces(Fault.Kind.ACCESS_DENIED);
    assertThat(walk.sees(one().autoscaled(1, 1)).phase()).isInstanceOf(Phase.Restoring.class);

    walk.passes(Duration.ofSeconds(20)).sees(one().autoscaled(1, 2, OURS));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(1, FREE));
  }

  private static Look one() {
    return Look.desired(1).healthy("a");
  }

  private static Walk surged() {
    return Walk.maintaining()
        .sees(one().autoscaled(1, 1))
        .sees(one().autoscaled(1, 2, OURS))
        .sees(Look.desired(2).healthy("a", "extra").autoscaled(1, 2, OURS))
        .passes(Duration.ofMinutes(1));
  }

  private static Walk recycled() {
    return recycledWhile(Look.desired(2).autoscaled(1, 2, OURS));
  }

  /** "n" has taken the place of "a", while capacity is as {@code look} says. */
  private static Walk recycledWhile(Look look) {
    return surged().sees(look.healthy("n", "extra").stopped("a"));
  }
}

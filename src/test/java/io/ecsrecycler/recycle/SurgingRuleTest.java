package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SurgingRuleTest {

  private static final Suspension SCALE_IN = new Suspension(true, false, false);

  @Test
  void suspendsScaleInBeforeItRaisesAnything() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 9));

    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(null, SCALE_IN));
    assertThat(walk.events()).contains(new RecycleEvent.AutoscalingHeld(null, true));

    walk.sees(three(3).autoscaled(1, 9, SCALE_IN));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
  }

  @Test
  void raisesTheMaximumOnlyWhereTheExtraTaskDoesNotFit() {
    assertThat(Walk.maintaining().sees(three(3).autoscaled(1, 3)).action())
        .isEqualTo(new Action.SetScalableTarget(4, SCALE_IN));
    assertThat(Walk.maintaining().sees(three(3).autoscaled(1, 4)).action())
        .isEqualTo(new Action.SetScalableTarget(null, SCALE_IN));
  }

  @Test
  void leavesAutoscalingAloneWhereItCouldNotTakeTheExtraTask() {
    assertThat(Walk.maintaining().sees(three(3).autoscaled(4, 9)).action())
        .isEqualTo(new Action.SetDesiredCount(4));
    assertThat(Walk.maintaining().sees(three(3).autoscaled(3, 9)).action())
        .isEqualTo(new Action.SetScalableTarget(null, SCALE_IN));
  }

  @Test
  void keepsTheOtherSuspensionsAsTheyAre() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 9, suspended(false, true, true)));

    assertThat(walk.action())
        .isEqualTo(new Action.SetScalableTarget(null, suspended(true, true, true)));
  }

  @Test
  void raisesAtOnceWhereScaleInIsSuspendedAlready() {
    assertThat(Walk.maintaining().sees(three(3).autoscaled(1, 9, SCALE_IN)).action())
        .isEqualTo(new Action.SetDesiredCount(4));
  }

  @Test
  void waitsForAutoscalingToShowBeforeItRaises() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 9)).passes(seconds(1));
    Recycle before = walk.state();

    walk.sees(three(3).autoscaled(1, 9));
    assertThat(walk.action()).isNull();
    assertThat(walk.state()).isEqualTo(before);
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void saysTheHoldOnAutoscalingAgainAfterACrash() {
    Walk walk = Walk.maintaining().crashesAfter(three(3).autoscaled(1, 3)).passes(seconds(1));

    walk.sees(three(3).autoscaled(1, 3));
    assertThat(walk.action()).isEqualTo(new Action.SetScalableTarget(4, SCALE_IN));
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void saysTheRaiseAgainAfterACrashButNotOnceItIsAnswered() {
    Walk walk = Walk.maintaining().crashesAfter(three(3)).passes(seconds(1)).sees(three(3));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
    assertThat(walk.events()).isEmpty();

    walk.passes(seconds(1)).sees(three(3));
    assertThat(walk.action()).isNull();
  }

  @Test
  void doesNotSayTheRaiseAgainWhereOnlyTheReplyWasLost() {
    Walk walk = Walk.maintaining().crashesAfter(three(3)).passes(seconds(1)).sees(three(4));

    assertThat(walk.action()).isNull();
    assertThat(walk.phase()).isInstanceOf(Phase.Surging.class);
  }

  @Test
  void goesOnOnlyWhenATaskOutsideOfThePlanServes() {
    Walk walk = Walk.maintaining().sees(three(3));

    assertThat(walk.sees(three(4)).stoppedTask()).isEmpty();
    assertThat(walk.sees(three(4).pending("extra")).stoppedTask()).isEmpty();
    assertThat(walk.sees(three(4).unknown("extra")).stoppedTask()).isEmpty();
    assertThat(walk.sees(three(4).unhealthy("extra")).stoppedTask()).isEmpty();
    assertThat(walk.phase()).isInstanceOf(Phase.Surging.class);

    walk.sees(three(4).healthy("extra"));
    assertThat(walk.events()).contains(new RecycleEvent.SurgeHealthy(4));
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void takesATaskWithoutChecksAsServingOnceItRuns() {
    Walk walk = Walk.maintaining().sees(Look.desired(1).unchecked("a"));

    assertThat(walk.sees(Look.desired(2).unchecked("a").pending("extra")).stoppedTask()).isEmpty();
    assertThat(walk.sees(Look.desired(2).unchecked("a", "extra")).stoppedTask()).isEqualTo("a");
  }

  @Test
  void restoresCapacityWhenTheExtraTaskNeverBecomesHealthy() {
    Walk walk = Walk.maintaining().sees(three(3)).passes(Walk.REPLACEMENT.minusMillis(1));
    assertThat(walk.sees(three(4).pending("extra")).outcome()).isNull();

    walk.passes(Duration.ofMillis(1)).sees(three(4).pending("extra").event("(service web) was …"));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SURGE_NOT_HEALTHY);
    assertThat(walk.failure().message())
        .contains("600 seconds", "task extra is PENDING", "no task was stopped", "was …");
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(3));
  }

  @Test
  void endsWhenTheServiceIsDeleted() {
    Walk walk = Walk.maintaining().sees(three(3)).sees(three(0).status("DRAINING"));

    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SERVICE_NOT_ACTIVE);
    assertThat(walk.action()).isNull();
  }

  @Test
  void takesACountThatOthersSetBeforeTheRaiseAsTheOriginal() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 9));

    walk.sees(three(5).autoscaled(1, 9, SCALE_IN));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(6));
    assertThat(walk.events()).contains(new RecycleEvent.DesiredCountRaised(5, 6));
    assertThat(walk.state().requirePlan().floor()).isEqualTo(5);
    assertThat(walk.state().requirePlan().originalDesiredCount()).isEqualTo(5);
  }

  @Test
  void takesAMaximumThatOthersSetBeforeTheRaiseAsTheOriginal() {
    Walk walk = Walk.maintaining().crashesAfter(three(3).autoscaled(1, 3));

    walk.sees(three(3).autoscaled(1, 6));
    assertThat(walk.lease().max()).extracting(CapacityLease.Held::found).isEqualTo(6);
  }

  @Test
  void raisesNothingWhereSomebodyScaledTheServiceToZeroBefore() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 9));

    walk.sees(Look.desired(0).stopping("a", "b", "c").autoscaled(1, 9, SCALE_IN));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.action())
        .isEqualTo(new Action.SetScalableTarget(null, suspended(false, false, false)));
  }

  @Test
  void leavesAutoscalingAloneWhereTouchingItWouldClampACountBelowItsMinimum() {
    Walk walk = Walk.maintaining().crashesAfter(three(3).autoscaled(1, 9));

    walk.sees(three(2).autoscaled(3, 9));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(3));
  }

  @Test
  void keepsItsFirstAsFoundWhenItTakesAnotherCount() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 3));

    walk.sees(three(4).autoscaled(1, 4, SCALE_IN));
    CapacityLease lease = walk.lease();
    assertThat(lease.max()).extracting(CapacityLease.Held::found).isEqualTo(3);
    assertThat(lease.scaleInSuspended()).extracting(CapacityLease.Held::found).isEqualTo(false);
  }

  @Test
  void goesOnWithoutTheTargetWhereSomebodyDeregistersIt() {
    Walk walk = Walk.maintaining().sees(three(3).autoscaled(1, 3)).sees(three(3));

    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
  }

  @Test
  void countsAnOldTaskThatCameBackHealthyAsNoExtraOne() {
    Instant old = Instant.EPOCH;
    Walk walk = Walk.maintaining().sees(Look.desired(2).healthy("a").unhealthy("b"));

    walk.sees(Look.desired(3).healthy("a", "b").created("b", old).pending("extra"));
    assertThat(walk.phase()).isInstanceOf(Phase.Surging.class);
  }

  private static Look three(int desired) {
    return Look.desired(desired).healthy("a", "b", "c");
  }

  private static Suspension suspended(boolean in, boolean out, boolean scheduled) {
    return new Suspension(in, out, scheduled);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}

package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Others change the desired count, new tasks die, ECS finds no place: each is said as it is. */
class ChangedMidwayTest {

  private static final Look THREE = Look.desired(3).healthy("a", "b", "c");

  @Test
  void belowFullStrengthTheFloorFollowsADesiredCountThatOthersLowered() {
    Walk walk = Walk.belowStrength().sees(Look.desired(5).healthy("a", "b", "c", "d", "e"));
    assertThat(walk.stoppedTask()).isEqualTo("a");

    Look fewer = Look.desired(3).healthy("c", "d", "n").stopped("a", "b");
    assertThat(walk.sees(fewer).stoppedTask()).isEqualTo("c");
  }

  @Test
  void atFullStrengthItSaysThatSomebodyLoweredTheDesiredCount() {
    Walk walk = Walk.maintaining().sees(THREE).sees(Look.desired(4).healthy("a", "b", "c", "x"));
    walk.sees(Look.desired(2).healthy("b", "n").stopped("a", "c", "x"));

    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);
    assertThat(walk.holdMessage())
        .startsWith("The desired count is 2, no longer 4: somebody has lowered it.");
  }

  @Test
  void aStoppedTaskGetsNoReplacementWhereEcsHasAllTheTasksThatItWants() {
    Walk walk = Walk.belowStrength().sees(THREE);
    Look lowered = Look.desired(2).healthy("b", "c").stopped("a");
    walk.passes(Asked.READ_LAG).sees(lowered);

    assertThat(walk.slot("a")).isInstanceOf(Slot.Gone.class);
    assertThat(walk.events())
        .contains(new RecycleEvent.ReplacementNotWanted(1, 3, Look.arn("a"), 2));
  }

  @Test
  void aServiceThatIsScaledToZeroDuringAStopIsDone() {
    Walk walk = Walk.belowStrength().sees(Look.desired(1).healthy("a"));
    walk.passes(Asked.READ_LAG).sees(Look.desired(0).stopped("a"));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  @Test
  void aReplacementThatDiesLongAfterItCountedHasFailedAfterAll() {
    Walk walk = Walk.belowStrength().sees(THREE);
    walk.sees(Look.desired(3).healthy("b", "c", "n").stopped("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.sees(
        Look.desired(3)
            .healthy("c", "m")
            .stopped("a", "b")
            .ended("n", "EssentialContainerExited", "exit 1"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Failed.class);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_FAILED);
  }

  @Test
  void oneDeadReplacementFailsOneSlotOfTheBatch() {
    RecycleSpec spec =
        Walk.with(new RecycleSpec.Rhythm(false, Share.tasks(2), Duration.ZERO, null));
    Walk walk = Walk.of(spec).sees(Look.desired(4).healthy("a", "b", "c", "d"));
    walk.sees(Look.desired(4).healthy("b", "c", "d").stopping("a"));
    walk.sees(Look.desired(4).healthy("c", "d").stopping("a", "b").pending("n", "m"));
    walk.sees(
        Look.desired(4)
            .healthy("c", "d")
            .stopped("a", "b")
            .pending("m")
            .ended("n", "EssentialContainerExited", "exit 1"));

    assertThat(walk.state().requirePlan().count(Slot.Failed.class)).isEqualTo(1);
    assertThat(walk.state().requirePlan().count(Slot.Stopping.class)).isEqualTo(1);
  }

  @Test
  void anExtraTaskThatEcsCannotPlaceEndsEarlyWithAHint() {
    Duration placement = Duration.ofMinutes(2);
    RecycleSpec usual = Walk.spec(true, Duration.ZERO, null);
    Walk walk =
        Walk.of(
            new RecycleSpec(
                usual.service(),
                usual.selection(),
                usual.rhythm(),
                usual.caution(),
                new RecycleSpec.Patience(
                    Walk.REPLACEMENT, Walk.HOLD, Walk.PAUSE, null, placement, null),
                null));
    Look unplaced =
        Look.desired(4)
            .healthy("a", "b", "c")
            .event("(service web) was unable to place a task because no container instance met…");
    walk.sees(THREE).sees(unplaced).passes(placement.minusMillis(1)).sees(unplaced);
    assertThat(walk.outcome()).isNull();

    walk.passes(Duration.ofMillis(1)).sees(unplaced);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SURGE_NOT_HEALTHY);
    assertThat(walk.failure().message()).contains("maintainServiceState: false");
  }

  @Test
  void aLateReplacementNamesTheOldTaskThatStillStops() {
    Walk walk = Walk.belowStrength().sees(THREE);
    walk.passes(Walk.REPLACEMENT).sees(Look.desired(3).healthy("b", "c").stopping("a"));

    assertThat(walk.failure().message())
        .contains("the old task is still RUNNING", "deregistration delay");
  }

  @Test
  void aHoldOfAnyKindIsShownWhileAStopIsUnderWay() {
    Walk walk = Walk.belowStrength().sees(THREE);
    Look deploying = Look.desired(3).healthy("b", "c").stopped("a").deploying();
    walk.sees(deploying);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_RUNNING);

    walk.passes(Walk.HOLD).sees(deploying);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
  }

  @Test
  void aReplacementGetsItsWholeTimeAfterADeployment() {
    Walk walk = Walk.belowStrength().sees(THREE);
    walk.sees(Look.desired(3).healthy("b", "c").stopped("a").deploying());
    Look after = Look.desired(3).healthy("b", "c").stopped("a");
    walk.passes(Walk.REPLACEMENT).sees(after);
    assertThat(walk.outcome()).isNull();

    walk.passes(Walk.REPLACEMENT).sees(after);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
  }

  @Test
  void aTroubleThatComesAndGoesDoesNotFillTheTimeline() {
    Walk walk = Walk.belowStrength().sees(THREE);
    int told = 0;
    for (int look = 0; look < 100; look++) {
      walk.passes(Duration.ofSeconds(1)).faces(Fault.Kind.THROTTLED);
      told += walk.events().size();
      walk.passes(Duration.ofSeconds(1)).sees(Look.desired(3).healthy("b", "c").stopped("a"));
      told += walk.events().size();
    }
    assertThat(told).isLessThanOrEqualTo(2);
  }

  @Test
  void theReasonOfAStopIsNeverCutInHalfACharacter() {
    String reason = "x".repeat(200) + "\uD83D\uDE00".repeat(100);
    Action stop =
        Walk.of(Walk.spec(false, Duration.ZERO, reason))
            .sees(Look.desired(1).healthy("a"))
            .action();

    assertThat(stop)
        .isInstanceOfSatisfying(
            Action.StopTask.class,
            it -> {
              assertThat(it.reason()).hasSizeLessThanOrEqualTo(255);
              assertThat(Character.isHighSurrogate(it.reason().charAt(it.reason().length() - 1)))
                  .isFalse();
            });
  }
}

package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The machine's clock may be set: forward, backward, and while no process watches. */
class TimelineTest {

  private static final Look TWO = Look.desired(2).healthy("a", "b");
  private static final Duration TEN = Duration.ofMinutes(10);

  @Test
  void nothingStandsStillAfterTheClockWasSetBack() {
    Walk walk = Walk.belowStrength().sees(TWO).passes(TEN.negated()).sees(stopped());

    walk.passes(Walk.REPLACEMENT).sees(stopped());
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
  }

  @Test
  void aPauseBetweenTasksIsNotLongerThanAskedForAfterTheClockWasSetBack() {
    Duration wait = Duration.ofSeconds(30);
    Look replaced = Look.desired(2).healthy("b", "n").stopped("a");
    Walk walk = Walk.of(Walk.spec(false, wait, null)).sees(TWO).sees(replaced);
    walk.passes(TEN.negated()).sees(replaced);
    assertThat(walk.decision().lookAgain()).isLessThanOrEqualTo(wait);

    assertThat(walk.passes(wait).sees(replaced).stoppedTask()).isEqualTo("b");
  }

  @Test
  void aHoldGoesOnCountingAfterTheClockWasSetBack() {
    Walk walk = Walk.belowStrength().sees(TWO).sees(stopped().deploying());
    walk.passes(TEN.negated()).sees(stopped());
    Look deploying = Look.desired(2).healthy("b").stopped("a").deploying();
    walk.sees(deploying).passes(Walk.HOLD).sees(deploying);

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
  }

  @Test
  void aDeadlineThatPassedUnwatchedGetsAMinute() {
    Walk walk = Walk.belowStrength().sees(TWO).passes(TEN).takenOver();
    walk.sees(Look.desired(2).healthy("b").pending("n").stopped("a"));
    assertThat(walk.outcome()).isNull();

    walk.passes(Duration.ofSeconds(30)).sees(Look.desired(2).healthy("b", "n").stopped("a"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
  }

  @Test
  void theMinuteIsNotForEver() {
    Walk walk = Walk.belowStrength().sees(TWO).passes(TEN).takenOver();

    walk.passes(Duration.ofMinutes(1)).sees(stopped());
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
  }

  @Test
  void timePausedDoesNotCountAsHeldWhateverThePhase() {
    Look deploying = Look.desired(2).healthy("a", "b").deploying();
    Walk walk = Walk.maintaining().sees(TWO).sees(deploying);
    walk.told(Command.PAUSE);
    walk.passes(Walk.HOLD.multipliedBy(2)).sees(deploying);
    walk.told(Command.RESUME);

    assertThat(walk.sees(deploying).outcome()).isNull();
    walk.passes(Walk.HOLD).sees(deploying);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
  }

  @Test
  void aPauseEndsInTimeAlsoWhileAwsDoesNotAnswer() {
    Walk walk = Walk.belowStrength().sees(TWO).sees(Look.desired(2).healthy("b", "n").stopped("a"));
    walk.sees(Look.desired(2).healthy("n", "m").stopped("a", "b"));
    Walk paused = Walk.maintaining().sees(TWO);
    paused.told(Command.PAUSE);
    paused.passes(Walk.PAUSE).faces(Fault.Kind.UNREACHABLE);

    assertThat(paused.state().brakes().ending()).isEqualTo(new Outcome.Cancelled());
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  private static Look stopped() {
    return Look.desired(2).healthy("b").stopped("a");
  }
}

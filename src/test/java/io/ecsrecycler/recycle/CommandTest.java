package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.RecycleSpec.Rhythm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pause, resume, cancel and checkpoint. */
class CommandTest {

  private static final Look TWO = Look.desired(2).healthy("a", "b");
  private static final Look RAISED = Look.desired(3).healthy("a", "b", "x");
  private static final Look RECYCLED = Look.desired(3).healthy("b", "x", "n").stopped("a");

  @Test
  void pausedSeesThroughWhatIsUnderWayStopsNothingMoreAndKeepsCapacityUp() {
    Walk walk = stopping();
    assertThat(walk.told(Command.PAUSE)).isInstanceOf(Command.Changed.class);
    assertThat(walk.state().paused()).isTrue();

    walk.sees(RECYCLED);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.action()).isNull();
    assertThat(walk.passes(Duration.ofHours(3)).sees(RECYCLED).action()).isNull();

    assertThat(walk.told(Command.RESUME)).isInstanceOf(Command.Changed.class);
    assertThat(walk.sees(RECYCLED).stoppedTask()).isEqualTo("b");
  }

  @Test
  void pausedGivesNothingBackEvenWhenAllIsDone() {
    Walk walk = stopping().sees(RECYCLED);
    walk.told(Command.PAUSE);

    walk.sees(Look.desired(3).healthy("x", "n", "m").stopped("b"));
    assertThat(walk.action()).isNull();
    assertThat(walk.state().paused()).isTrue();
    walk.told(Command.RESUME);
    assertThat(walk.sees(Look.desired(3).healthy("x", "n", "m")).action())
        .isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void isCancelledWhenNobodyResumesInTime() {
    Walk walk = stopping().sees(RECYCLED);
    Walk paused = Walk.maintaining().sees(TWO).sees(RAISED);
    paused.told(Command.PAUSE);

    paused.passes(Walk.PAUSE.minusMillis(1)).sees(RECYCLED);
    assertThat(paused.outcome()).isNull();
    paused.passes(Duration.ofMillis(1)).sees(RECYCLED);
    assertThat(paused.outcome()).isEqualTo(new Outcome.Cancelled());
    assertThat(paused.events()).contains(new RecycleEvent.PauseExpired());
    assertThat(walk.outcome()).isNull();
  }

  @Test
  void aPauseEndsAHoldAndAHoldDoesNotRunOutMeanwhile() {
    Walk walk = stopping().sees(Look.desired(3).healthy("b", "n").stopped("a").unhealthy("x"));
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);
    walk.told(Command.PAUSE);

    walk.passes(Walk.HOLD.multipliedBy(2)).sees(RECYCLED);
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.outcome()).isNull();
  }

  @Test
  void cancelledSeesThroughWhatIsUnderWayThenRestores() {
    Walk walk = stopping();
    assertThat(walk.told(Command.CANCEL)).isInstanceOf(Command.Changed.class);

    assertThat(walk.sees(Look.desired(3).healthy("b", "x").stopping("a")).action()).isNull();
    walk.passes(Duration.ofSeconds(40)).sees(RECYCLED);
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());

    walk.sees(Look.desired(2).healthy("b", "n"));
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Cancelled()));
    assertThat(walk.events()).contains(new RecycleEvent.RecycleCancelled(1, 2));
  }

  @Test
  void cancelledWhileSurgingRestoresAtOnce() {
    Walk walk = Walk.maintaining().sees(TWO);
    walk.told(Command.CANCEL);

    assertThat(walk.sees(RAISED).action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void cancelledBeforeAnythingBeganEndsAtOnce() {
    Walk walk = Walk.maintaining();
    walk.told(Command.CANCEL);

    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Cancelled()));
  }

  @Test
  void cancelledButHeldForTooLongStillRestoresAsCancelled() {
    Walk walk = stopping();
    walk.told(Command.CANCEL);
    walk.sees(Look.desired(3).healthy("b", "n").stopped("a").unhealthy("x"));
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);

    walk.passes(Walk.HOLD).sees(Look.desired(3).healthy("b", "n").stopped("a").unhealthy("x"));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void isSafeToRepeat() {
    Walk walk = stopping();
    assertThat(walk.told(Command.RESUME)).isEqualTo(new Command.AlreadySo());
    walk.told(Command.PAUSE);
    assertThat(walk.told(Command.PAUSE)).isEqualTo(new Command.AlreadySo());
    walk.told(Command.CANCEL);
    assertThat(walk.told(Command.CANCEL)).isEqualTo(new Command.AlreadySo());
    assertThat(walk.state().paused()).isFalse();
  }

  @Test
  void cancelledTakesNoPauseAndNoResume() {
    Walk walk = stopping();
    walk.told(Command.CANCEL);

    for (Command command : new Command[] {Command.PAUSE, Command.RESUME}) {
      assertThat(walk.told(command))
          .isEqualTo(
              new Command.Refused("The recycle is ending already; it will have been cancelled."));
    }
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void restoringOrEndedTakesNothingThatComesTooLate(Command command) {
    Walk restoring = Walk.maintaining().sees(TWO).faces(Fault.Kind.ACCESS_DENIED);
    assertThat(restoring.told(command))
        .isEqualTo(
            new Command.Refused(
                "The recycle is putting capacity back already; it will have failed."));

    Walk ended = Walk.maintaining().sees(Look.desired(0));
    assertThat(ended.told(command)).isEqualTo(new Command.Refused("The recycle has succeeded."));
  }

  @Test
  void acknowledgesACancelThatIsDoneAlready() {
    Walk walk = Walk.maintaining().sees(TWO);
    walk.told(Command.CANCEL);
    walk.sees(RAISED);
    assertThat(walk.told(Command.CANCEL)).isEqualTo(new Command.AlreadySo());
    walk.sees(Look.desired(2).healthy("a", "b"));
    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.told(Command.CANCEL)).isEqualTo(new Command.AlreadySo());
  }

  @Test
  void plansNothingWhilePausedBeforeItBegan() {
    Walk walk = Walk.maintaining();
    walk.told(Command.PAUSE);
    assertThat(walk.sees(TWO).phase()).isEqualTo(new Phase.Planning());

    walk.told(Command.RESUME);
    assertThat(walk.sees(TWO).action()).isEqualTo(new Action.SetDesiredCount(3));
  }

  @Test
  void pausesByItselfAtTheCheckpointOnce() {
    Walk walk =
        Walk.of(Walk.with(new Rhythm(false, Share.ONE, Duration.ZERO, Share.tasks(1)))).sees(TWO);
    assertThat(walk.stoppedTask()).isEqualTo("a");

    walk.sees(Look.desired(2).healthy("b", "n").stopped("a"));
    assertThat(walk.action()).isNull();
    assertThat(walk.state().brakes().pause())
        .isEqualTo(new Brakes.Pause(walk.now(), walk.now().plus(Walk.PAUSE), true));
    assertThat(walk.events())
        .contains(new RecycleEvent.CheckpointReached(1, 2, walk.now().plus(Walk.PAUSE)));

    walk.told(Command.RESUME);
    assertThat(walk.sees(Look.desired(2).healthy("b", "n").stopped("a")).stoppedTask())
        .isEqualTo("b");
    walk.sees(Look.desired(2).healthy("n", "m").stopped("b"));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  @Test
  void aBatchDoesNotRunPastTheCheckpoint() {
    Walk walk =
        Walk.of(Walk.with(new Rhythm(false, Share.tasks(3), Duration.ZERO, Share.percent(50))))
            .sees(Look.desired(4).healthy("a", "b", "c", "d"))
            .sees(Look.desired(4).healthy("b", "c", "d").stopping("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    assertThat(walk.sees(Look.desired(4).healthy("c", "d").stopping("a", "b")).action()).isNull();
    walk.sees(Look.desired(4).healthy("c", "d", "n", "m").stopped("a", "b"));
    assertThat(walk.state().paused()).isTrue();
  }

  @Test
  void pausesNotAtACheckpointBehindTheLastTask() {
    Walk walk =
        Walk.of(Walk.with(new Rhythm(false, Share.ONE, Duration.ZERO, Share.tasks(1))))
            .sees(Look.desired(1).healthy("a"))
            .sees(Look.desired(1).healthy("n").stopped("a"));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  private static Walk stopping() {
    Walk walk = Walk.maintaining().sees(TWO).sees(RAISED);
    assertThat(walk.stoppedTask()).isEqualTo("a");
    return walk;
  }
}

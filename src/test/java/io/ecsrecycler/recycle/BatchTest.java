package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.RecycleSpec.Rhythm;
import io.ecsrecycler.recycle.SeenService.Balancing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More than one task at a time: surge, floor and stops follow the batch. */
class BatchTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({"10, 9, 1", "10, 10, 1", "10, 25, 2", "50, 3, 1", "50, 5, 2", "100, 7, 7", "1, 1, 1"})
  void aPercentageIsRoundedDownAndAtLeastOne(int percent, int tasks, int expected) {
    assertThat(Share.percent(percent).of(tasks)).isEqualTo(expected);
  }

  @Test
  void surgeAndFloorFollowTheBatch() {
    Walk walk = batch(true, Share.tasks(2)).sees(four());
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(6));
    assertThat(walk.state().requirePlan().strength()).isEqualTo(new Plan.Strength(4, 4, 2));

    Walk lean = batch(false, Share.tasks(2)).sees(four());
    assertThat(lean.state().requirePlan().strength()).isEqualTo(new Plan.Strength(4, 2, 2));
  }

  @Test
  void awaitsAllExtraTasks() {
    Walk walk = batch(true, Share.tasks(2)).sees(four());

    assertThat(walk.sees(six().healthy("x1").pending("x2")).stoppedTask()).isEmpty();
    assertThat(walk.sees(six().healthy("x1", "x2")).stoppedTask()).isEqualTo("a");
  }

  @Test
  void stopsTheWholeBatchOneAfterTheOtherAndThenWaitsForAllOfIt() {
    Walk walk = batch(true, Share.tasks(2)).sees(four()).sees(six().healthy("x1", "x2"));
    walk.sees(Look.desired(6).healthy("b", "c", "d", "x1", "x2").stopping("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.sees(Look.desired(6).healthy("c", "d", "x1", "x2", "n1").stopping("a", "b"));
    assertThat(walk.action()).isNull();
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.slot("b")).isInstanceOf(Slot.Stopping.class);

    walk.sees(Look.desired(6).healthy("c", "d", "x1", "x2", "n1", "n2").stopping("b"));
    assertThat(walk.phase()).isInstanceOf(Phase.Settling.class);
    assertThat(walk.state().watchedTasks()).contains(Look.arn("n1"), Look.arn("n2"));
    walk.passes(WAIT).sees(Look.desired(6).healthy("c", "d", "x1", "x2", "n1", "n2"));
    assertThat(walk.stoppedTask()).isEqualTo("c");
  }

  @Test
  void takesItsReplacementsForInterchangeable() {
    Walk walk = batch(false, Share.tasks(2)).sees(Look.desired(2).healthy("a", "b"));
    walk.sees(Look.desired(2).healthy("b").stopping("a").pending("n1"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.sees(Look.desired(2).healthy("n1", "n2").stopping("a", "b"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.slot("b")).isInstanceOf(Slot.Replaced.class);
  }

  @Test
  void fillsTheBatchOnlyAsFarAsTheHeadroomAllows() {
    Walk walk = batch(true, Share.tasks(2)).sees(four()).sees(six().healthy("x1", "x2"));

    walk.sees(Look.desired(6).healthy("b", "c", "d", "x1").stopping("a").unhealthy("x2"));
    assertThat(walk.action()).isNull();
    assertThat(walk.heldBy()).isNull();
  }

  @Test
  void isNeverLargerThanThePlan() {
    Walk walk = batch(true, Share.tasks(9)).sees(Look.desired(2).healthy("a", "b"));

    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(4));
  }

  @Test
  void isOneForADaemonWhichIsSaidSo() {
    Walk walk =
        batch(true, Share.tasks(3))
            .sees(four().kind(new SeenService.Kind("DAEMON", "ECS", Balancing.NONE)));

    assertThat(walk.state().requirePlan().strength()).isEqualTo(new Plan.Strength(4, 3, 1));
    assertThat(walk.events()).contains(new RecycleEvent.OneAtATime());
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void seesTheOthersThroughWhenOneFailsAndStopsNothingMore() {
    Walk walk = batch(false, Share.tasks(2)).sees(four());
    walk.sees(Look.desired(4).healthy("b", "c", "d").stopping("a").pending("n1"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    Look died =
        Look.desired(4).healthy("c", "d").stopping("a", "b").ended("n1", "TaskFailedToStart", "x");
    assertThat(walk.sees(died).phase()).isInstanceOf(Phase.Recycling.class);
    assertThat(walk.action()).isNull();

    walk.sees(Look.desired(4).healthy("c", "d", "n2").stopping("b"));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_FAILED);
    assertThat(walk.slot("c")).isInstanceOf(Slot.Waiting.class);
  }

  @Test
  void endsAtTheFirstFailureTooMany() {
    RecycleSpec.Caution two =
        new RecycleSpec.Caution(false, RecycleSpec.ProtectedTasks.WAIT, false, Duration.ZERO, 2);
    Walk walk = Walk.of(Walk.with(two)).sees(Look.desired(3).healthy("a", "b", "c"));
    walk.passes(Walk.REPLACEMENT).sees(Look.desired(3).healthy("b", "c").stopped("a"));
    assertThat(walk.outcome()).isNull();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);

    walk.sees(Look.desired(3).healthy("b", "c", "late"));
    assertThat(walk.stoppedTask()).isEqualTo("b");
    walk.passes(Walk.REPLACEMENT).sees(Look.desired(3).healthy("c", "late").stopped("b"));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
    assertThat(walk.failure().message()).contains(Look.arn("b"));
  }

  private static Walk batch(boolean maintain, Share batch) {
    return Walk.of(Walk.with(rhythm(maintain, batch, null)));
  }

  private static Rhythm rhythm(boolean maintain, Share batch, @Nullable Share checkpoint) {
    return new Rhythm(maintain, batch, WAIT, checkpoint);
  }

  private static Look four() {
    return Look.desired(4).healthy("a", "b", "c", "d");
  }

  private static Look six() {
    return Look.desired(6).healthy("a", "b", "c", "d");
  }
}

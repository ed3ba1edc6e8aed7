package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecyclingRuleTest {

  @Test
  void stopsOnlyWhenOneMoreThanTheFloorServes() {
    Walk walk = surged();

    assertThat(walk.stoppedTask()).isEqualTo("a");
    assertThat(walk.events())
        .contains(new RecycleEvent.TaskStopped(1, 2, arn("a"), new Headroom(3, 0, 1, 2)));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);
  }

  @Test
  void stopsNothingMoreWhileAReplacementIsAwaited() {
    Walk walk = surged();
    Look[] looks = {
      Look.desired(3).healthy("a", "b", "extra"),
      Look.desired(3).healthy("b", "extra").stopping("a"),
      Look.desired(3).healthy("b", "extra").stopping("a").pending("new"),
      Look.desired(3).healthy("b", "extra").stopped("a").unknown("new"),
      Look.desired(3).healthy("a", "b", "extra", "new"),
    };
    for (Look look : looks) {
      assertThat(walk.passes(Duration.ofSeconds(1)).sees(look).action()).isNull();
      assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);
    }
  }

  @Test
  void takesOnlyATaskUnknownBeforeTheStopAsTheReplacement() {
    Walk walk = surged().sees(Look.desired(3).healthy("b", "extra").stopped("a"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);

    walk.sees(Look.desired(3).healthy("b", "extra", "new1").stopped("a"));
    assertThat(walk.slot("a")).isInstanceOfSatisfying(Slot.Replaced.class, by("new1"));
    assertThat(walk.events())
        .contains(new RecycleEvent.ReplacementHealthy(1, arn("a"), arn("new1"), 0));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.sees(Look.desired(3).healthy("extra", "new1").stopped("b"));
    assertThat(walk.slot("b")).isInstanceOf(Slot.Stopping.class);
    walk.sees(Look.desired(3).healthy("extra", "new1", "new2").stopped("b"));
    assertThat(walk.slot("b")).isInstanceOfSatisfying(Slot.Replaced.class, by("new2"));
  }

  @Test
  void seesTheReplacementAlsoWhereEcsForgotTheOldTask() {
    Look forgotten = Look.desired(3).healthy("b", "extra", "new");
    Walk walk = surged().sees(forgotten);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Stopping.class);

    walk.passes(Asked.READ_LAG).sees(forgotten);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
  }

  @Test
  void failsWhenTheReplacementDies() {
    Walk walk =
        surged()
            .sees(Look.desired(3).healthy("b", "extra").stopped("a").pending("new"))
            .sees(Look.desired(3).healthy("b", "extra").stopped("a", "new").event("no image"));

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_FAILED);
    assertThat(walk.failure().message())
        .contains(arn("a"), "task new is STOPPED", "Essential container exited", "no image");
    assertThat(walk.slot("a")).isInstanceOf(Slot.Failed.class);
    assertThat(walk.slot("b")).isInstanceOf(Slot.Waiting.class);
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void asksToWatchAReplacementThatMayDie() {
    Walk walk = surged().sees(Look.desired(3).healthy("b", "extra").stopped("a").pending("new"));

    assertThat(walk.state().watchedTasks())
        .containsExactlyInAnyOrder(arn("a"), arn("b"), arn("new"));
  }

  @Test
  void restoresCapacityWhenAReplacementNeverBecomesHealthy() {
    Look late = Look.desired(3).healthy("b", "extra").stopped("a").unhealthy("new");
    Walk walk = surged().passes(Walk.REPLACEMENT.minusMillis(1)).sees(late);
    assertThat(walk.outcome()).isNull();

    walk.passes(Duration.ofMillis(1)).sees(late);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
    assertThat(walk.failure().message()).contains("600 seconds", "its health check fails");
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void failsWhenNoReplacementComesAtAll() {
    Walk walk = surged().passes(Walk.REPLACEMENT);

    walk.sees(Look.desired(3).healthy("b", "extra").stopped("a"));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
    assertThat(walk.failure().message()).contains("no new task was seen");
  }

  @Test
  void takesAHealthyReplacementThatCameWhileNobodyLooked() {
    Walk walk = surged().passes(Duration.ofHours(5));

    walk.sees(Look.desired(3).healthy("b", "extra", "new"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.stoppedTask()).isEqualTo("b");
  }

  @Test
  void failsNothingThatADeploymentTookAway() {
    Walk walk =
        surged()
            .sees(Look.desired(3).healthy("b", "extra").stopped("a").pending("new"))
            .sees(Look.desired(3).healthy("b", "extra").stopped("a", "new").deploying());
    assertThat(walk.outcome()).isNull();

    walk.sees(Look.desired(3).healthy("d1", "d2", "d3").stopped("a", "b", "new"));
    assertThat(walk.slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.slot("b")).isInstanceOf(Slot.Gone.class);
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  @Test
  void holdsWhileADeploymentRunsAndGoesOnAfterwards() {
    Walk walk = surging().sees(Look.desired(3).healthy("a", "b", "extra").deploying());
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.DEPLOYMENT_RUNNING);
    assertThat(walk.action()).isNull();

    walk.sees(Look.desired(3).healthy("a", "b", "extra"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.events()).contains(new RecycleEvent.HoldEnded(Hold.Reason.DEPLOYMENT_RUNNING));
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void holdsWhileNotEnoughServe() {
    Walk walk = surged().sees(Look.desired(3).healthy("b", "new").stopped("a").unhealthy("extra"));

    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);
    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.sees(Look.desired(3).healthy("b", "new", "extra")).stoppedTask())
        .isEqualTo("b");
  }

  @Test
  void stopsATaskThatDoesNotServeWhateverTheHeadroom() {
    Walk walk = Walk.belowStrength().sees(Look.desired(3).healthy("a").unhealthy("b", "c"));

    assertThat(walk.stoppedTask()).isEqualTo("b");
  }

  @Test
  void allowsOneLessWhereStrengthNeedNotBeKept() {
    Walk walk = Walk.belowStrength().sees(Look.desired(3).healthy("a", "b", "c"));
    assertThat(walk.stoppedTask()).isEqualTo("a");

    walk.sees(Look.desired(3).healthy("b", "c").stopped("a"));
    assertThat(walk.stoppedTask()).isEmpty();
    walk.sees(Look.desired(3).healthy("b", "c", "n1").stopped("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");
    walk.sees(Look.desired(3).healthy("c", "n1", "n2").stopped("b"));
    assertThat(walk.stoppedTask()).isEqualTo("c");
    walk.sees(Look.desired(3).healthy("n1", "n2", "n3").stopped("c"));
    assertThat(walk.phase()).isEqualTo(new Phase.Ended(new Outcome.Succeeded()));
    assertThat(walk.events()).contains(new RecycleEvent.RecycleSucceeded(3));
  }

  @Test
  void crossesOffATaskThatVanishedByItself() {
    Look vanished = Look.desired(3).healthy("b", "extra", "other");
    Walk walk = surging().sees(vanished);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Waiting.class);
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.passes(Asked.READ_LAG).sees(vanished);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Gone.class);
    assertThat(walk.events()).contains(new RecycleEvent.TaskGone(1, 2, arn("a")));
  }

  @Test
  void keepsATaskThatOneLookMisses() {
    Walk walk = Walk.belowStrength().sees(Look.desired(2).healthy("a", "b"));
    walk.sees(Look.desired(2).healthy("n").stopped("a"));
    assertThat(walk.slot("b")).isInstanceOf(Slot.Waiting.class);
    assertThat(walk.stoppedTask()).isEmpty();

    walk.passes(Duration.ofSeconds(1)).sees(Look.desired(2).healthy("n", "b").stopped("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");
  }

  @Test
  void endsWhenTheServiceIsDeletedMidway() {
    Walk walk = surged().sees(Look.desired(0).status("INACTIVE"));

    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SERVICE_NOT_ACTIVE);
  }

  @Test
  void neverStopsATaskThatAScaleOutAdded() {
    Walk walk =
        surged()
            .sees(Look.desired(6).healthy("b", "extra", "new", "s1", "s2", "s3").stopped("a"))
            .sees(Look.desired(6).healthy("extra", "new", "s1", "s2", "s3", "n").stopped("b"));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.action()).isNull();
    assertThat(walk.lease().desired()).isEqualTo(new CapacityLease.Held<>(2, 3));
  }

  @Test
  void givesTheExtraTaskBackOnlyWhileEnoughServe() {
    Walk walk =
        surged()
            .sees(Look.desired(3).healthy("b", "extra", "n1").stopped("a"))
            .sees(Look.desired(3).healthy("n1", "n2").unhealthy("extra").stopped("b"));
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);
    assertThat(walk.action()).isNull();

    walk.sees(Look.desired(3).healthy("n1", "n2", "extra"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  private static Consumer<Slot.Replaced> by(String id) {
    return it -> assertThat(it.by()).isEqualTo(arn(id));
  }

  private static Walk surging() {
    return Walk.maintaining().sees(Look.desired(2).healthy("a", "b"));
  }

  private static Walk surged() {
    return surging().sees(Look.desired(3).healthy("a", "b", "extra"));
  }
}

package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the rules need to know next, so that a look asks for no more. */
class WhatALookNeedsTest {

  private static final Suspension HELD = new Suspension(true, false, false);

  @Test
  void theScalableTargetWhileItMayBeHeldAndWhereItIs() {
    Walk plain = Walk.maintaining();
    assertThat(plain.state().needsScalableTarget()).isTrue();
    plain.sees(Look.desired(1).healthy("a"));
    assertThat(plain.state().needsScalableTarget()).isTrue();
    plain.sees(Look.desired(2).healthy("a", "x"));
    assertThat(plain.phase()).isInstanceOf(Phase.Recycling.class);
    assertThat(plain.state().needsScalableTarget()).isFalse();

    Walk scaled =
        Walk.maintaining()
            .sees(Look.desired(1).healthy("a").autoscaled(1, 1))
            .sees(Look.desired(1).healthy("a").autoscaled(1, 2, HELD))
            .sees(Look.desired(2).healthy("a", "x").autoscaled(1, 2, HELD));
    assertThat(scaled.phase()).isInstanceOf(Phase.Recycling.class);
    assertThat(scaled.state().needsScalableTarget()).isFalse();
    scaled.faces(Fault.Kind.REJECTED);
    assertThat(scaled.phase()).isInstanceOf(Phase.Restoring.class);
    assertThat(scaled.state().needsScalableTarget()).isFalse();
    assertThat(scaled.state().needsTasks()).isFalse();
    scaled.passes(Asked.READ_LAG).sees(Look.desired(1).healthy("a"));
    assertThat(scaled.state().needsScalableTarget()).isTrue();
    assertThat(Walk.belowStrength().sees(Look.desired(0)).state().needsScalableTarget()).isFalse();
    assertThat(
            Walk.belowStrength().sees(Look.desired(1).healthy("a")).state().needsScalableTarget())
        .isFalse();
  }

  @Test
  void everyTaskThatIsNotDone() {
    Walk walk = Walk.belowStrength().sees(Look.desired(2).healthy("a", "b"));
    assertThat(walk.state().watchedTasks()).containsExactlyInAnyOrder(arn("a"), arn("b"));

    walk.sees(Look.desired(2).healthy("b", "n").stopped("a"));
    assertThat(walk.state().watchedTasks()).containsExactlyInAnyOrder(arn("b"), arn("n"));
  }

  @Test
  void theProtectionOfAStopThatMayHaveToBeSaidAgain() {
    Walk walk = Walk.belowStrength().crashesAfter(Look.desired(1).healthy("a"));

    assertThat(walk.state().tasksToAskProtectionOf()).containsExactly(arn("a"));
    assertThat(walk.passes(Duration.ofSeconds(1)).sees(Look.desired(1).healthy("a")).stoppedTask())
        .isEqualTo("a");
    assertThat(walk.state().tasksToAskProtectionOf()).isEmpty();
  }

  @Test
  void theRulebookOfProductionIsTheRules() {
    Recycle recycle = Walk.maintaining().state();
    ServiceSnapshot seen = Look.desired(1).healthy("a").takenAt(Walk.START);
    Fault fault = new Fault(Fault.Kind.THROTTLED, "slower");

    assertThat(Rulebook.STANDARD.decide(recycle, seen, Walk.START))
        .isEqualTo(Rules.decide(recycle, seen, Walk.START));
    assertThat(Rulebook.STANDARD.blind(recycle, fault, Walk.START))
        .isEqualTo(Rules.blind(recycle, fault, Walk.START));
  }
}

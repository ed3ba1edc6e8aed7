package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When StopTask is said, when it is said again, and in which words. */
class StopTaskTest {

  private static final Look UNTOUCHED = Look.desired(2).healthy("a", "b");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void saysWhoAskedAndWhy() {
    Walk walk = Walk.of(Walk.spec(false, Duration.ZERO, "leaking memory")).sees(UNTOUCHED);

    assertThat(walk.action())
        .isEqualTo(
            new Action.StopTask(
                arn("a"), "Recycled by ecs-task-recycler, job job-1: leaking memory"));
  }

  @Test
  void cutsTheReasonToWhatEcsTakes() {
    Walk walk = Walk.of(Walk.spec(false, Duration.ZERO, "x".repeat(300))).sees(UNTOUCHED);

    assertThat(walk.action())
        .isInstanceOfSatisfying(
            Action.StopTask.class, it -> assertThat(it.reason()).hasSize(255).endsWith("xxx"));
  }

  @Test
  void isSaidAgainAfterACrash() {
    Walk walk = Walk.belowStrength().crashesAfter(UNTOUCHED).passes(SECOND).sees(UNTOUCHED);

    assertThat(walk.stoppedTask()).isEqualTo("a");
    assertThat(walk.events()).isEmpty();
    assertThat(walk.sees(UNTOUCHED).action()).isNull();
  }

  @Test
  void isNotSaidAgainOnceAnsweredThoughReadsLag() {
    Walk walk = Walk.belowStrength().sees(UNTOUCHED);
    Recycle before = walk.state();

    walk.passes(SECOND).sees(UNTOUCHED);
    assertThat(walk.action()).isNull();
    assertThat(walk.state()).isEqualTo(before);
    assertThat(walk.decision().lookAgain()).isPositive();
  }

  @Test
  void isNotSaidAgainWhereOnlyTheReplyWasLost() {
    Walk walk = Walk.belowStrength().crashesAfter(UNTOUCHED).passes(SECOND);

    assertThat(walk.sees(Look.desired(2).healthy("b").stopping("a")).action()).isNull();
    assertThat(walk.sees(Look.desired(2).healthy("b").stopped("a")).action()).isNull();
    assertThat(walk.sees(Look.desired(2).healthy("b")).action()).isNull();
  }

  @Test
  void isWrittenDownBeforeItIsSaid() {
    Walk walk = Walk.belowStrength().crashesAfter(UNTOUCHED);

    assertThat(walk.state().unanswered()).isTrue();
    assertThat(walk.state().capacity().asked()).extracting(Asked::action).isEqualTo(walk.action());
  }
}

package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlingRuleTest {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Look REPLACED = Look.desired(2).healthy("b", "n1").stopped("a");

  @Test
  void pausesAfterARecycledTask() {
    Walk walk = settling();
    assertThat(walk.phase()).isEqualTo(new Phase.Settling(walk.now(), walk.now().plus(WAIT)));
    assertThat(walk.decision().lookAgain()).isEqualTo(Move.HOLDING);

    walk.passes(WAIT.minusMillis(1)).sees(REPLACED);
    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.decision().lookAgain()).isEqualTo(Duration.ofMillis(1));

    assertThat(walk.passes(Duration.ofMillis(1)).sees(REPLACED).stoppedTask()).isEqualTo("b");
  }

  @Test
  void pausesAfterTheLastOneToo() {
    Look last = Look.desired(2).healthy("n1", "n2").stopped("b");
    Walk walk = settling().passes(WAIT).sees(REPLACED).passes(WAIT).sees(last);
    assertThat(walk.phase()).isInstanceOf(Phase.Settling.class);

    assertThat(walk.passes(WAIT).sees(last).outcome()).isEqualTo(new Outcome.Succeeded());
  }

  @Test
  void doesNotPauseWhereNoneIsAskedFor() {
    Walk walk = Walk.belowStrength().sees(Look.desired(2).healthy("a", "b")).sees(REPLACED);

    assertThat(walk.stoppedTask()).isEqualTo("b");
  }

  @Test
  void doesNotPauseAfterAFailure() {
    Walk walk = begun().passes(Walk.REPLACEMENT).sees(Look.desired(2).healthy("b").stopped("a"));

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_NOT_HEALTHY);
  }

  @Test
  void failsWhenTheReplacementDiesMeanwhile() {
    Look died =
        Look.desired(2).healthy("b").stopped("a").ended("n1", "EssentialContainerExited", "exit 1");
    Walk walk = settling().passes(Duration.ofSeconds(3)).sees(died);

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.REPLACEMENT_FAILED);
    assertThat(walk.failure().message()).contains("exit 1");
    assertThat(walk.slot("a")).isInstanceOf(Slot.Failed.class);
  }

  @Test
  void waitsOnWhenAFailureIsOneThatIsPutUpWith() {
    RecycleSpec usual = Walk.spec(false, WAIT, null);
    Walk walk =
        Walk.of(
                new RecycleSpec(
                    usual.service(),
                    usual.selection(),
                    usual.rhythm(),
                    new RecycleSpec.Caution(
                        false, RecycleSpec.ProtectedTasks.WAIT, false, Duration.ZERO, 2),
                    usual.patience(),
                    null))
            .sees(Look.desired(2).healthy("a", "b"))
            .sees(REPLACED);
    Look next =
        Look.desired(2).healthy("b", "n2").ended("n1", "EssentialContainerExited", "exit 1");
    walk.passes(WAIT.minusMillis(1)).sees(next);
    assertThat(walk.slot("a")).isInstanceOf(Slot.Failed.class);
    assertThat(walk.stoppedTask()).isEmpty();

    assertThat(walk.passes(Duration.ofMillis(1)).sees(next).stoppedTask()).isEqualTo("b");
  }

  @Test
  void onlyHoldsWhenTheReplacementWasTakenAwayMeanwhile() {
    Look taken =
        Look.desired(2).healthy("b").stopped("a").ended("n1", "SpotInterruption", "interrupted");
    Walk walk = settling().passes(WAIT).sees(taken);

    assertThat(walk.stoppedTask()).isEmpty();
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.NOT_ENOUGH_HEALTHY);
  }

  @Test
  void watchesTheReplacementsOfTheBatch() {
    assertThat(settling().state().watchedTasks()).contains(Look.arn("n1"));
  }

  @Test
  void isCutShortByACancel() {
    Walk walk = settling();
    walk.told(Command.CANCEL);

    assertThat(walk.passes(Duration.ofSeconds(1)).sees(REPLACED).outcome())
        .isEqualTo(new Outcome.Cancelled());
  }

  @Test
  void countsFromTheReplacementAlsoAfterACrash() {
    Walk walk = settling().passes(Duration.ofHours(2)).crashesAfter(REPLACED);

    assertThat(walk.stoppedTask()).isEqualTo("b");
  }

  private static Walk begun() {
    return Walk.of(Walk.spec(false, WAIT, null)).sees(Look.desired(2).healthy("a", "b"));
  }

  private static Walk settling() {
    return begun().passes(Duration.ofSeconds(40)).sees(REPLACED);
  }
}

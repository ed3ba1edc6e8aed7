package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided when AWS does not answer, and when it does again. */
class BlindTest {

  private static final Look STEADY = Look.desired(2).healthy("a", "b");
  private static final Look REPLACED = Look.desired(2).healthy("b", "n").stopped("a");

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, AWS_THROTTLED",
    "UNREACHABLE, AWS_UNREACHABLE",
    "SERVER_ERROR, AWS_SERVER_ERROR",
    "CREDENTIALS, AWS_CREDENTIALS"
  })
  void holdsOnTroubleThatMayPass(Fault.Kind kind, Hold.Reason reason) {
    Walk walk = stopping().faces(kind);

    assertThat(walk.heldBy()).isEqualTo(reason);
    assertThat(walk.action()).isNull();
    assertThat(walk.events())
        .containsExactly(new RecycleEvent.HoldBegan(reason, kind + " at DescribeServices"));
  }

  @ParameterizedTest
  @CsvSource({"ACCESS_DENIED, AWS_ACCESS_DENIED", "REJECTED, AWS_REJECTED"})
  void failsOnTroubleThatStays(Fault.Kind kind, Failure.Code code) {
    assertThat(stopping().faces(kind).failure().code()).isEqualTo(code);
    assertThat(stopping().faces(kind).phase()).isInstanceOf(Phase.Ended.class);
    assertThat(surging().faces(kind).failure().code()).isEqualTo(code);
    assertThat(surging().faces(kind).phase()).isInstanceOf(Phase.Restoring.class);
    assertThat(surging().faces(kind).events())
        .containsExactly(new RecycleEvent.GaveUp(surging().faces(kind).failure()));
  }

  @Test
  void failsAtOnceWithoutCredentialsBeforeAnythingBegan() {
    Walk walk = Walk.maintaining().faces(Fault.Kind.CREDENTIALS);

    assertThat(walk.phase()).isInstanceOf(Phase.Ended.class);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.AWS_CREDENTIALS);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
  void neverGivesUpRestoring(Fault.Kind kind) {
    Walk walk = surging().faces(Fault.Kind.ACCESS_DENIED).faces(kind);
    for (int day = 0; day < 30; day++) {
      walk.passes(Duration.ofDays(1)).faces(kind);
      assertThat(walk.phase()).isInstanceOf(Phase.Restoring.class);
      assertThat(walk.heldBy()).isEqualTo(kind.reason());
      assertThat(walk.events()).isEmpty();
    }
    walk.sees(Look.desired(3).healthy("a", "b"));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.AWS_ACCESS_DENIED);
  }

  @Test
  void tellsOfAHoldOnceAndChangesNothingWhileItLasts() {
    Walk walk = stopping().faces(Fault.Kind.THROTTLED);
    Recycle held = walk.state();

    walk.passes(Duration.ofSeconds(5)).faces(Fault.Kind.THROTTLED);
    assertThat(walk.events()).isEmpty();
    assertThat(walk.state()).isEqualTo(held);
  }

  @Test
  void goesOnWhenAwsAnswersAgain() {
    Walk walk = stopping().faces(Fault.Kind.UNREACHABLE).passes(Duration.ofMinutes(9));

    walk.sees(Look.desired(2).healthy("b").stopped("a"));
    assertThat(walk.heldBy()).isNull();
    assertThat(walk.events())
        .containsExactly(new RecycleEvent.HoldEnded(Hold.Reason.AWS_UNREACHABLE));
  }

  @Test
  void failsWhenAwsStaysAwayTooLong() {
    Walk walk = surging().faces(Fault.Kind.UNREACHABLE);
    walk.passes(Walk.HOLD.minusMillis(1)).faces(Fault.Kind.UNREACHABLE);
    assertThat(walk.outcome()).isNull();

    walk.passes(Duration.ofMillis(1)).faces(Fault.Kind.UNREACHABLE);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
    assertThat(walk.failure().message()).contains("30 minutes", "UNREACHABLE at DescribeServices");
  }

  @Test
  void countsTheLimitFromTheFirstTroubleWhateverItsKind() {
    Walk walk = surging().faces(Fault.Kind.UNREACHABLE).passes(Walk.HOLD.minusSeconds(1));

    walk.faces(Fault.Kind.THROTTLED).passes(Duration.ofSeconds(1)).faces(Fault.Kind.THROTTLED);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
  }

  @Test
  void staysHeldWhileTheActionItselfIsRefusedAndFailsInTheEnd() {
    Walk walk = Walk.maintaining().crashesAfter(STEADY).faces(Fault.Kind.THROTTLED);
    for (int minute = 0; minute < 29; minute++) {
      walk.passes(Duration.ofMinutes(1)).crashesAfter(STEADY);
      assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(3));
      assertThat(walk.events()).isEmpty();
      walk.faces(Fault.Kind.THROTTLED);
      assertThat(walk.events()).isEmpty();
    }
    walk.passes(Duration.ofMinutes(1)).crashesAfter(STEADY);
    assertThat(walk.failure().code()).isEqualTo(Failure.Code.HELD_TOO_LONG);
    assertThat(walk.action()).isNull();
  }

  @Test
  void waitsLongerTheLongerAwsRefuses() {
    Walk walk = stopping().faces(Fault.Kind.THROTTLED);
    assertThat(walk.decision().lookAgain()).isEqualTo(Duration.ofSeconds(1));

    walk.passes(Duration.ofSeconds(20)).faces(Fault.Kind.THROTTLED);
    assertThat(walk.decision().lookAgain()).isEqualTo(Duration.ofSeconds(10));
    walk.passes(Duration.ofMinutes(10)).faces(Fault.Kind.THROTTLED);
    assertThat(walk.decision().lookAgain()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void findsAReplacementThatCameWhileAwsWasAway() {
    Walk walk = stopping().faces(Fault.Kind.UNREACHABLE).passes(Duration.ofMinutes(20));

    assertThat(walk.sees(REPLACED).slot("a")).isInstanceOf(Slot.Replaced.class);
    assertThat(walk.heldBy()).isNull();
  }

  private static Walk stopping() {
    return Walk.belowStrength().sees(STEADY);
  }

  private static Walk surging() {
    return Walk.maintaining().sees(STEADY);
  }
}

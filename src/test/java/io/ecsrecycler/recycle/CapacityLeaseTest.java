package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.CapacityLease.Held;
import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityLeaseTest {

  private static final Suspension OURS = new Suspension(true, false, false);

  /** Found desired count, min, max, scale-in suspended → the max and the suspension we hold. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 9, false, , true",
    "3, 1, 4, false, , true",
    "3, 1, 3, false, 4, true",
    "3, 1, 3, true, 4, ",
    "3, 1, 9, true, , ",
    "3, 3, 9, false, , true",
    "3, 4, 9, false, , ",
    "9, 1, 5, false, 10, true"
  })
  void holdsOnlyWhatStandsInTheWay(
      int desired,
      int min,
      int max,
      boolean suspended,
      @Nullable Integer heldMax,
      @Nullable Boolean heldScaleIn) {
    CapacityLease lease =
        lease(Look.desired(desired).autoscaled(min, max, new Suspension(suspended, false, false)));

    assertThat(lease.desired()).isEqualTo(new Held<>(desired, desired + 1));
    assertThat(lease.max()).isEqualTo(heldMax == null ? null : new Held<>(max, heldMax));
    assertThat(lease.scaleInSuspended())
        .isEqualTo(heldScaleIn == null ? null : new Held<>(false, true));
    assertThat(lease.raisedAt()).isNull();
  }

  @Test
  void holdsNothingOfAutoscalingWhereThereIsNone() {
    assertThat(lease(Look.desired(3)).touchesAutoscaling()).isFalse();
  }

  @Test
  void putsBackOnlyWhatIsStillOurs() {
    CapacityLease lease = lease(Look.desired(3).autoscaled(1, 3));

    assertThat(lease.maxToRestore(new ScalableTarget(1, 4, OURS))).isEqualTo(3);
    assertThat(lease.maxToRestore(new ScalableTarget(1, 5, OURS))).isNull();
    assertThat(lease.scaleInToRestore(new ScalableTarget(1, 4, OURS))).isFalse();
    assertThat(lease.scaleInToRestore(new ScalableTarget(1, 4, OURS.withScaleIn(false)))).isNull();
  }

  @Test
  void keepsTheFirstMomentOfARaise() {
    CapacityLease raised = lease(Look.desired(3)).raised(Walk.START);

    assertThat(raised.raised(Walk.START.plusSeconds(9)).raisedAt()).isEqualTo(Walk.START);
  }

  @Test
  void leavesAMaximumThatSomebodysMinimumHasOvertaken() {
    CapacityLease lease = lease(Look.desired(3).autoscaled(1, 3));

    assertThat(lease.maxToRestore(new ScalableTarget(3, 4, OURS))).isEqualTo(3);
    assertThat(lease.maxToRestore(new ScalableTarget(4, 4, OURS))).isNull();
  }

  @Test
  void touchesNothingThatWouldClampACountBelowTheMinimum() {
    CapacityLease lease = CapacityLease.of(Look.desired(2).autoscaled(3, 9).takenAt(Walk.START), 4);

    assertThat(lease.touchesAutoscaling()).isFalse();
  }

  @Test
  void keepsTheLargerMaximumThatItMayHaveSetWhenItTakesAnotherCount() {
    CapacityLease lease = lease(Look.desired(2).autoscaled(1, 2));
    assertThat(lease.max()).isEqualTo(new Held<>(2, 3));

    CapacityLease fewer =
        lease.rebasedOn(Look.desired(1).autoscaled(1, 3, OURS).takenAt(Walk.START), 1, false);
    assertThat(fewer.max()).isEqualTo(new Held<>(2, 3));
    assertThat(fewer.desired()).isEqualTo(new Held<>(1, 2));
    assertThat(fewer.scaleInSuspended()).isEqualTo(new Held<>(false, true));

    CapacityLease more =
        lease.rebasedOn(Look.desired(3).autoscaled(1, 3, OURS).takenAt(Walk.START), 1, false);
    assertThat(more.max()).isEqualTo(new Held<>(2, 4, 3));

    CapacityLease theirs =
        lease.rebasedOn(Look.desired(1).autoscaled(1, 1, OURS).takenAt(Walk.START), 1, true);
    assertThat(theirs.max()).isEqualTo(new Held<>(1, 3));

    CapacityLease free =
        lease(Look.desired(2))
            .rebasedOn(Look.desired(4).autoscaled(1, 4).takenAt(Walk.START), 1, false);
    assertThat(free.max()).isEqualTo(new Held<>(4, 5));
  }

  @Test
  void isLostToWhoeverSetAnythingElse() {
    CapacityLease raised = lease(Look.desired(3)).raised(Walk.START);

    assertThat(raised.holds(4)).isTrue();
    assertThat(raised.lostTo(4)).isFalse();
    assertThat(raised.lostTo(3)).isFalse();
    assertThat(raised.lostTo(5)).isTrue();
    assertThat(lease(Look.desired(3)).holds(4)).isFalse();
    assertThat(lease(Look.desired(3)).lostTo(5)).isFalse();
  }

  @Test
  void holdsNothingWhereNothingWasChanged() {
    assertThat(lease(Look.desired(3)).holdsAnything()).isFalse();
  }

  private static CapacityLease lease(Look look) {
    return CapacityLease.of(look.takenAt(Walk.START), 1);
  }
}

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

  private static CapacityLease lease(Look look) {
    return CapacityLease.of(look.takenAt(Walk.START), 1);
  }
}

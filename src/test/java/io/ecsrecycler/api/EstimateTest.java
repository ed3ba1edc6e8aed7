package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import io.ecsrecycler.recycle.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a recycle will be over, as far as its pace tells. */
class EstimateTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration WAIT = Specs.usual("c", "s").rhythm().waitTime();

  @Test
  void goesByThePaceOfTheTasksSoFar() {
    assertThat(end(Brakes.OFF, 2, 20, 20, 20))
        .isEqualTo(NOW.plus(WAIT.plusSeconds(20).multipliedBy(2)));
  }

  /** One replacement was seen only when AWS answered again, after half an hour. */
  @Test
  void doesNotTakeAHoldForPace() {
    assertThat(end(Brakes.OFF, 2, 20, 1800, 22))
        .isEqualTo(NOW.plus(WAIT.plusSeconds(22).multipliedBy(2)));
    assertThat(end(Brakes.OFF, 1, 20, 1800)).isEqualTo(NOW.plus(WAIT.plusSeconds(20)));
  }

  @Test
  void saysNothingWhileNobodyKnows() {
    Hold hold = new Hold(Hold.Reason.NOT_ENOUGH_HEALTHY, "a test", NOW);
    Brakes.Pause pause = new Brakes.Pause(NOW, NOW.plusSeconds(9), false);
    assertThat(end(new Brakes(hold, null, null), 2, 20)).isNull();
    assertThat(end(new Brakes(null, pause, null), 2, 20)).isNull();
    assertThat(end(new Brakes(null, null, new Outcome.Cancelled()), 2, 20)).isNull();
    assertThat(end(Brakes.OFF, 2)).isNull();
    assertThat(end(Brakes.OFF, 0, 20)).isNull();
  }

  private static @Nullable Instant end(Brakes brakes, int left, int... secondsTaken) {
    List<Slot> slots = new ArrayList<>();
    for (int seconds : secondsTaken) {
      slots.add(new Slot("done", new Slot.Replaced("new", NOW.minusSeconds(seconds), NOW)));
    }
    for (int i = 0; i < left; i++) {
      slots.add(new Slot("left", new Slot.Waiting()));
    }
    Plan plan = new Plan(new Plan.Strength(9, 9, 1), NOW, null, slots, Set.of());
    Recycle recycle =
        new Recycle(
            "id",
            Specs.usual("c", "s"),
            new Phase.Recycling(NOW, 0),
            plan,
            new Recycle.Capacity(null, null),
            brakes);
    return Estimate.end(recycle, plan, NOW);
  }
}

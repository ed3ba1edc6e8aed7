package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.RecycleSpec.Caution;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.ecsrecycler.recycle.SeenTask.Protection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks that are protected from scale-in. */
class ProtectionTest {

  @Test
  void waitsForThemWhileOthersGoFirst() {
    Walk walk = of(ProtectedTasks.WAIT).sees(two().shielded("a"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    Look left = Look.desired(2).healthy("a", "n").stopped("b").shielded("a");
    walk.sees(left);
    assertThat(walk.heldBy()).isEqualTo(Hold.Reason.TASKS_PROTECTED);
    assertThat(walk.state().hold()).extracting(Hold::message).asString().contains("All 1 tasks");

    walk.sees(Look.desired(2).healthy("a", "n").stopped("b"));
    assertThat(walk.stoppedTask()).isEqualTo("a");
  }

  @Test
  void skipsThemWhereAskedTo() {
    Walk walk = of(ProtectedTasks.SKIP).sees(two().shielded("a"));
    assertThat(walk.slot("a")).isEqualTo(new Slot.Skipped("it is protected from scale-in"));
    assertThat(walk.stoppedTask()).isEqualTo("b");

    walk.sees(Look.desired(2).healthy("a", "n").stopped("b").shielded("a"));
    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
  }

  @Test
  void stopsThemLikeAnyOtherWhereAskedTo() {
    assertThat(of(ProtectedTasks.STOP).sees(two().shielded("a")).stoppedTask()).isEqualTo("a");
  }

  @Test
  void stopsNobodyWhoseProtectionWasNotAskedFor() {
    Look unasked = two().protection("a", Protection.UNASKED).protection("b", Protection.UNASKED);

    for (ProtectedTasks policy : new ProtectedTasks[] {ProtectedTasks.WAIT, ProtectedTasks.SKIP}) {
      Walk walk = of(policy).sees(unasked);
      assertThat(walk.action()).isNull();
      assertThat(walk.heldBy()).isNull();
    }
    assertThat(of(ProtectedTasks.STOP).sees(unasked).stoppedTask()).isEqualTo("a");
  }

  @Test
  void asksForTheProtectionOfThoseWhoMayBeNextOnly() {
    Walk walk = of(ProtectedTasks.WAIT).crashesAfter(two().protection("a", Protection.UNASKED));
    assertThat(walk.state().tasksToAskProtectionOf()).containsExactly(Look.arn("b"));

    assertThat(of(ProtectedTasks.WAIT).state().tasksToAskProtectionOf()).isEmpty();
    assertThat(of(ProtectedTasks.STOP).sees(two()).state().tasksToAskProtectionOf()).isEmpty();
  }

  private static Walk of(ProtectedTasks policy) {
    return Walk.of(Walk.with(new Caution(false, policy, false, Duration.ZERO, 1)));
  }

  private static Look two() {
    return Look.desired(2).healthy("a", "b");
  }
}

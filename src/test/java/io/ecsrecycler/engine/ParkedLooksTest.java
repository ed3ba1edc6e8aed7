package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Asked;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import io.ecsrecycler.recycle.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which paused recycles give their place back, and when they look again. */
class ParkedLooksTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Brakes PAUSED = pausedUntil(NOW.plus(Duration.ofDays(1)));
  private static final Slot WAITING = new Slot("a", new Slot.Waiting());
  private static final Slot STOPPING =
      new Slot("b", new Slot.Stopping(NOW, NOW.plusSeconds(600), Set.of(), Set.of(), Map.of()));

  @Test
  void whatIsPausedWithNothingInFlightLeaves() {
    assertThat(leaves(recycle(new Phase.Planning(), PAUSED, null))).isTrue();
    assertThat(leaves(recycle(new Phase.Recycling(NOW, 0), PAUSED, null, WAITING))).isTrue();
  }

  @Test
  void whatHasToBeSeenThroughStays() {
    assertThat(leaves(recycle(new Phase.Recycling(NOW, 0), Brakes.OFF, null, WAITING))).isFalse();
    assertThat(leaves(recycle(new Phase.Recycling(NOW, 1), PAUSED, null, STOPPING))).isFalse();
    assertThat(leaves(recycle(new Phase.Recycling(NOW, 1), PAUSED, null, WAITING))).isFalse();
    assertThat(leaves(recycle(new Phase.Surging(NOW, NOW, null), PAUSED, null, WAITING))).isFalse();
    assertThat(leaves(recycle(new Phase.Settling(NOW, NOW), PAUSED, null, WAITING))).isFalse();
  }

  @Test
  void whatIsInDoubtStays() {
    Asked unanswered = new Asked(new Action.SetDesiredCount(3), NOW, false);
    Phase between = new Phase.Recycling(NOW, 0);
    assertThat(leaves(recycle(between, PAUSED, unanswered, WAITING))).isFalse();
    assertThat(
            leaves(
                recycle(
                    between, PAUSED, new Asked(new Action.SetDesiredCount(3), NOW, true), WAITING)))
        .isTrue();
  }

  /** AWS may be away at that moment: then it is tried again at the pace of a hold. */
  @Test
  void whatHasReachedItsLimitStays() {
    assertThat(leaves(recycle(new Phase.Planning(), pausedUntil(NOW), null))).isFalse();
  }

  @Test
  void looksAgainInAMinuteAndNeverLaterThanItsPauseEnds() {
    Recycle patient = recycle(new Phase.Planning(), PAUSED, null);
    Recycle brief = recycle(new Phase.Planning(), pausedUntil(NOW.plusSeconds(20)), null);
    assertThat(new ParkedLooks().next(patient, NOW)).isEqualTo(NOW.plusSeconds(60));
    assertThat(new ParkedLooks().next(brief, NOW)).isEqualTo(NOW.plusSeconds(20));
  }

  @Test
  void hundredsThatAFreezeParksDoNotLookAllAtOnce() {
    ParkedLooks looks = new ParkedLooks();
    Recycle parked = recycle(new Phase.Planning(), PAUSED, null);
    Instant last = NOW;
    for (int i = 0; i < 500; i++) {
      Instant next = looks.next(parked, NOW);
      assertThat(next).isAfterOrEqualTo(last.plusMillis(500));
      last = next;
    }
    assertThat(last).isBefore(NOW.plus(Duration.ofMinutes(6)));
  }

  @Test
  void aClockThatWasWrongDoesNotKeepThemFromLooking() {
    ParkedLooks looks = new ParkedLooks();
    Recycle parked = recycle(new Phase.Planning(), PAUSED, null);
    looks.next(parked, NOW.plus(Duration.ofHours(5)));
    assertThat(looks.next(parked, NOW)).isEqualTo(NOW.plusSeconds(60));
  }

  private static boolean leaves(Recycle recycle) {
    return ParkedLooks.mayLeave(recycle, NOW);
  }

  private static Brakes pausedUntil(Instant until) {
    return new Brakes(null, new Brakes.Pause(NOW, until, false), null);
  }

  private static Recycle recycle(Phase phase, Brakes brakes, @Nullable Asked asked, Slot... slots) {
    Plan plan =
        slots.length == 0
            ? null
            : new Plan(new Plan.Strength(3, 3, 1), NOW, null, List.of(slots), Set.of());
    return new Recycle(
        "id", Specs.usual("c", "s"), phase, plan, new Recycle.Capacity(null, asked), brakes);
  }
}

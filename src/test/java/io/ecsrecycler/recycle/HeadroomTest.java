package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadroomTest {

  @ParameterizedTest
  @CsvSource({
    "4, 0, 1, 3, true",
    "3, 0, 1, 3, false",
    "4, 1, 1, 3, false",
    "5, 1, 1, 3, true",
    "5, 0, 2, 3, true",
    "4, 0, 2, 3, false",
    "0, 0, 0, 3, false",
    "3, 0, 0, 3, true",
    "1, 0, 1, 0, true",
    "0, 0, 1, 0, false"
  })
  void leavesAtLeastTheFloor(int healthy, int notYetSeen, int cost, int floor, boolean suffices) {
    assertThat(new Headroom(healthy, notYetSeen, cost, floor).suffices()).isEqualTo(suffices);
  }

  @Test
  void countsAStopThatDoesNotShowYet() {
    ServiceSnapshot seen = Look.desired(4).healthy("a", "b", "c", "d").takenAt(Walk.START);
    Plan plan = plan(Slot.waiting(Look.arn("a")), stopping("b"));

    assertThat(Headroom.forStopping(task(seen, "a"), plan, seen))
        .isEqualTo(new Headroom(4, 1, 1, 3));
  }

  @Test
  void countsAStopThatShowsOnlyOnce() {
    ServiceSnapshot seen = Look.desired(4).healthy("a", "c", "d").stopping("b").takenAt(Walk.START);
    Plan plan = plan(Slot.waiting(Look.arn("a")), stopping("b"));

    assertThat(Headroom.forStopping(task(seen, "a"), plan, seen))
        .isEqualTo(new Headroom(3, 0, 1, 3));
  }

  @Test
  void asksNothingForATaskThatDoesNotServe() {
    ServiceSnapshot seen = Look.desired(3).healthy("b").unhealthy("a").takenAt(Walk.START);

    assertThat(Headroom.forStopping(task(seen, "a"), plan(Slot.waiting(Look.arn("a"))), seen))
        .isEqualTo(new Headroom(1, 0, 0, 3));
  }

  private static SeenTask task(ServiceSnapshot seen, String id) {
    return seen.task(Look.arn(id)).orElseThrow();
  }

  private static Plan plan(Slot... slots) {
    return new Plan(new Plan.Strength(3, 3, 1), Walk.START, null, List.of(slots), Set.of());
  }

  private static Slot stopping(String id) {
    return new Slot(
        Look.arn(id), Slot.Stopping.begun(Walk.START, Walk.START.plus(Walk.REPLACEMENT), Set.of()));
  }
}

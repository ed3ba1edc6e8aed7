package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Freeze windows around the days on which clocks change. A window begins as soon as the clock on
 * the wall has reached its beginning, and is over once that clock will not be before its end again.
 */
class FreezeWindowClockChangesTest {

  private static final int MINUTES_AROUND = 4 * 24 * 60;
  private static final Instant FIRST = Instant.parse("2011-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2031-01-01T00:00:00Z");

  /** Changes of an hour, of half an hour, of two, at midnight, of a whole day, and none at all. */
  static Stream<String> zones() {
    return Stream.of(
        "Europe/Berlin",
        "America/New_York",
        "America/Havana",
        "America/Sao_Paulo",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Asia/Beirut",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "Pacific/Apia");
  }

  @ParameterizedTest
  @MethodSource("zones")
  void areOnExactlyWhileTheClockOnTheWallSaysSo(String name) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(name.hashCode());
    for (Instant change : changes(zone, random)) {
      Walls walls = Walls.around(change, zone);
      for (int i = 0; i < 25; i++) {
        walls.compare(Weekly.any(random));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // The clock goes from 02:00 to 03:00.
    "02:30, 04:00, 2026-03-29T00:59:00Z, 2026-03-29T01:00:00Z",
    "02:59, 04:00, 2026-03-29T00:59:00Z, 2026-03-29T01:00:00Z",
    "00:00, 02:30, 2026-03-29T01:00:00Z, 2026-03-29T00:59:00Z",
    "22:00, 02:59, 2026-03-29T01:00:00Z, 2026-03-29T00:59:00Z",
    // The clock goes from 03:00 back to 02:00.
    "02:30, 04:00, 2026-10-25T00:29:00Z, 2026-10-25T00:30:00Z",
    "00:00, 02:30, 2026-10-25T01:30:00Z, 2026-10-25T01:29:00Z",
    "00:00, 02:30, 2026-10-25T01:30:00Z, 2026-10-25T00:45:00Z"
  })
  void beginEarlyAndEndLateWhereAClockTimeIsMissingOrComesTwice(
      String from, String to, Instant off, Instant on) {
    FreezeWindow window =
        new FreezeWindow(
            null, null, EnumSet.allOf(DayOfWeek.class), from, to, ZoneId.of("Europe/Berlin"), null);
    assertThat(window.onSince(off)).isEmpty();
    assertThat(window.onSince(on)).isPresent();
  }

  @Test
  void aDayThatAZoneLeavesOutFreezesNothing() {
    FreezeWindow friday =
        new FreezeWindow(
            null,
            null,
            Set.of(DayOfWeek.FRIDAY),
            "00:00",
            "24:00",
            ZoneId.of("Pacific/Apia"),
            null);
    Instant skipped = Instant.parse("2011-12-30T10:00:00Z");
    assertThat(friday.onSince(skipped.minusSeconds(1))).isEmpty();
    assertThat(friday.onSince(skipped)).isEmpty();
  }

  private static List<Instant> changes(ZoneId zone, Random random) {
    List<Instant> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      changes.add(next.getInstant());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    changes.add(FIRST.plus(Duration.ofHours(random.nextInt(100_000))));
    return changes;
  }

  /** A weekly window in words of the wall. */
  private record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    static Weekly any(Random random) {
      Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      while (random.nextBoolean()) {
        days.add(DayOfWeek.of(1 + random.nextInt(7)));
      }
      return new Weekly(days, time(random), time(random));
    }

    /** Most clocks change in the first hours of a day. */
    private static LocalTime time(Random random) {
      return LocalTime.MIDNIGHT.plusMinutes(15L * random.nextInt(random.nextBoolean() ? 96 : 16));
    }

    boolean intoTheNextDay() {
      return !to.isAfter(from);
    }

    FreezeWindow in(ZoneId zone) {
      String end = to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString();
      return new FreezeWindow(null, null, days, from.toString(), end, zone, null);
    }
  }

  /** What the clock on the wall shows in each minute of some days. */
  private record Walls(ZoneId zone, Instant first, LocalDateTime[] shown) {

    static Walls around(Instant change, ZoneId zone) {
      Instant first = change.minus(Duration.ofMinutes(MINUTES_AROUND / 2));
      LocalDateTime[] shown = new LocalDateTime[MINUTES_AROUND];
      for (int minute = 0; minute < MINUTES_AROUND; minute++) {
        shown[minute] = first.plus(Duration.ofMinutes(minute)).atZone(zone).toLocalDateTime();
      }
      return new Walls(zone, first, shown);
    }

    /** The outermost days are not compared: what came before the first minute is not known. */
    void compare(Weekly weekly) {
      boolean[] expected = expected(weekly);
      FreezeWindow window = weekly.in(zone);
      for (int minute = 24 * 60; minute < MINUTES_AROUND - 24 * 60; minute += 15) {
        Instant now = first.plus(Duration.ofMinutes(minute));
        assertThat(window.onSince(now).isPresent())
            .as("%s at %s, which is %s on the wall", window, now, shown[minute])
            .isEqualTo(expected[minute]);
      }
    }

    private boolean[] expected(Weekly weekly) {
      boolean[] on = new boolean[MINUTES_AROUND];
      LocalDate last = shown[MINUTES_AROUND - 1].toLocalDate();
      for (LocalDate day = shown[0].toLocalDate().minusDays(1);
          !day.isAfter(last);
          day = day.plusDays(1)) {
        if (weekly.days().contains(day.getDayOfWeek())) {
          mark(
              on,
              day.atTime(weekly.from()),
              (weekly.intoTheNextDay() ? day.plusDays(1) : day).atTime(weekly.to()));
        }
      }
      return on;
    }

    private void mark(boolean[] on, LocalDateTime begin, LocalDateTime end) {
      int reached = 0;
      while (reached < MINUTES_AROUND && shown[reached].isBefore(begin)) {
        reached++;
      }
      int lastBefore = MINUTES_AROUND - 1;
      while (lastBefore >= 0 && !shown[lastBefore].isBefore(end)) {
        lastBefore--;
      }
      for (int minute = reached; minute <= lastBefore; minute++) {
        on[minute] = true;
      }
    }
  }
}

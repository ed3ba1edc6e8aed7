package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When freeze windows are on. */
class FreezeWindowTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final Set<DayOfWeek> FRIDAY = EnumSet.of(DayOfWeek.FRIDAY);

  @ParameterizedTest
  @CsvSource(
      nullValues = "off",
      value = {
        "2026-12-19T23:59:59Z, off",
        "2026-12-20T00:00:00Z, 2026-12-20T00:00:00Z",
        "2027-01-01T12:00:00Z, 2026-12-20T00:00:00Z",
        "2027-01-02T00:00:00Z, off"
      })
  void aSingleOneIsOnFromItsBeginToBeforeItsEnd(Instant now, @Nullable Instant since) {
    FreezeWindow window =
        new FreezeWindow(
            Instant.parse("2026-12-20T00:00:00Z"),
            Instant.parse("2027-01-02T00:00:00Z"),
            null,
            null,
            null,
            null,
            "holidays");
    assertThat(window.onSince(now).orElse(null)).isEqualTo(since);
  }

  /** In winter Berlin is an hour ahead of UTC, in summer two. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "off",
      value = {
        "2026-11-20T22:59:59Z, off",
        "2026-11-20T23:00:00Z, 2026-11-20T23:00:00Z",
        "2026-11-22T22:59:59Z, 2026-11-21T23:00:00Z",
        "2026-11-22T23:00:00Z, off",
        "2026-07-03T21:59:59Z, off",
        "2026-07-03T22:00:00Z, 2026-07-03T22:00:00Z",
        "2026-10-25T22:59:59Z, 2026-10-24T22:00:00Z",
        "2026-10-25T23:00:00Z, off"
      })
  void wholeDaysGoByTheirZonesClock(Instant now, @Nullable Instant since) {
    assertThat(weekly(WEEKEND, "00:00", "24:00").onSince(now).orElse(null)).isEqualTo(since);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "off",
      value = {
        "2026-11-20T16:59:59Z, off",
        "2026-11-20T17:00:00Z, 2026-11-20T17:00:00Z",
        "2026-11-21T04:59:59Z, 2026-11-20T17:00:00Z",
        "2026-11-21T05:00:00Z, off",
        "2026-11-21T18:00:00Z, off"
      })
  void oneThatEndsBeforeItBeginsGoesOnIntoTheNextDay(Instant now, @Nullable Instant since) {
    assertThat(weekly(FRIDAY, "18:00", "06:00").onSince(now).orElse(null)).isEqualTo(since);
  }

  @Test
  void whatIsNeitherOneNorTheOtherIsRefused() {
    Instant begin = Instant.parse("2026-12-20T00:00:00Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FreezeWindow(begin, null, null, null, null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FreezeWindow(begin, begin, null, null, null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FreezeWindow(null, null, WEEKEND, "00:00", "24:00", null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FreezeWindow(begin, null, WEEKEND, "00:00", "24:00", BERLIN, null));
  }

  private static FreezeWindow weekly(Set<DayOfWeek> days, String from, String to) {
    return new FreezeWindow(null, null, days, from, to, BERLIN, null);
  }
}

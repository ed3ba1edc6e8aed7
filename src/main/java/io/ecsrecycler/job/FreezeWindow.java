package io.ecsrecycler.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing is recycled: once, from {@code begin} to {@code end}, or every week on
 * those {@code days}. A weekly one that ends before it begins goes on into the next day. Where the
 * clocks change, it begins early and ends late rather than the other way round.
 *
 * @param begin when a single one begins
 * @param end when a single one is over
 * @param days on which days weekly ones begin
 * @param from at what time weekly ones begin, like {@code 18:00}
 * @param to at what time weekly ones are over; {@code 24:00} is midnight
 * @param zone whose clock weekly ones go by, like {@code Europe/Berlin}
 * @param reason why, for people
 */
public record FreezeWindow(
    @Nullable Instant begin,
    @Nullable Instant end,
    @Nullable Set<DayOfWeek> days,
    @Nullable String from,
    @Nullable String to,
    @Nullable ZoneId zone,
    @Nullable String reason) {

  private static final String REMEDY =
      "a freeze window has either begin and end (instants), or days, from, to and zone";
  private static final String MIDNIGHT = "24:00";

  public FreezeWindow {
    boolean single = begin != null && end != null;
    boolean weekly = days != null && !days.isEmpty() && from != null && to != null && zone != null;
    boolean both = (begin != null || end != null) && (days != null || from != null || to != null);
    if (single == weekly || both) {
      throw new IllegalArgumentException(REMEDY);
    }
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw new IllegalArgumentException("a freeze window must begin before it ends");
    }
    if (from != null && to != null) {
      LocalTime.parse(from);
      time(to);
    }
  }

  /** Since when it has been on; empty when it is not. */
  Optional<Instant> onSince(Instant now) {
    if (begin != null && end != null) {
      return between(begin, end, now);
    }
    if (zone == null || days == null || from == null || to == null) {
      throw new IllegalStateException(REMEDY);
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate day : List.of(today, today.minusDays(1))) {
      Optional<Instant> since =
          days.contains(day.getDayOfWeek())
              ? between(
                  begin(day.atTime(LocalTime.parse(from)), zone), end(day, from, to, zone), now)
              : Optional.empty();
      if (since.isPresent()) {
        return since;
      }
    }
    return Optional.empty();
  }

  /** When the clock on the wall first shows that time, or a later one where it leaves it out. */
  private static Instant begin(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change != null && change.isGap() ? change.getInstant() : wall.atZone(zone).toInstant();
  }

  /** When the clock on the wall shows nothing before that time any more. */
  private static Instant end(LocalDate day, String from, String to, ZoneId zone) {
    boolean nextDay = to.equals(MIDNIGHT) || !time(to).isAfter(LocalTime.parse(from));
    LocalDateTime wall = (nextDay ? day.plusDays(1) : day).atTime(time(to));
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    boolean twice = change != null && wall.isAfter(change.getDateTimeAfter());
    ZonedDateTime end = wall.atZone(zone);
    return (twice ? end.withLaterOffsetAtOverlap() : end).toInstant();
  }

  private static LocalTime time(String text) {
    return text.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Optional<Instant> between(Instant begin, Instant end, Instant now) {
    return now.isBefore(begin) || !now.isBefore(end) ? Optional.empty() : Optional.of(begin);
  }
}

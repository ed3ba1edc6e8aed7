package io.ecsrecycler.job;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether everything is frozen: by the switch in the database, or by a window of the calendar. */
@Component
class FreezeSwitch {

  private static final String ROW =
      "select frozen, since, asked_by, reason from freeze_switch where id = 1";

  private final JdbcClient jdbc;
  private final FreezeProperties properties;
  private final Clock clock;

  FreezeSwitch(JdbcClient jdbc, FreezeProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  Optional<Frozen> now() {
    return byHand(ROW).or(this::byWindow);
  }

  /** The same within a transaction; until its end nobody else freezes, lifts, or asks so. */
  Optional<Frozen> nowAndNobodyElse() {
    return byHand(ROW + " for update").or(this::byWindow);
  }

  Frozen freeze(String by, @Nullable String reason) {
    Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    jdbc.sql(
            "update freeze_switch set frozen = true, since = ?, asked_by = ?, reason = ? where id = 1")
        .param(since.atOffset(ZoneOffset.UTC))
        .param(by)
        .param(reason)
        .update();
    return new Frozen(since, by, reason);
  }

  void lift() {
    jdbc.sql("update freeze_switch set frozen = false where id = 1").update();
  }

  private Optional<Frozen> byHand(String query) {
    return jdbc.sql(query)
        .query((row, _) ->
            row.getBoolean("frozen")
                ? Optional.of(
                    new Frozen(
                        Objects.requireNonNull(row.getObject("since", OffsetDateTime.class))
                            .toInstant(),
                        row.getString("asked_by"),
                        row.getString("reason")))
                : Optional.<Frozen>empty())
        .single();
  }

  private Optional<Frozen> byWindow() {
    return properties.freezeWindows().stream()
        .flatMap(window ->
            window.onSince(clock.instant()).stream()
                .map(since -> new Frozen(since, null, window.reason())))
        .findFirst();
  }
}

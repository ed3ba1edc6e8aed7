package io.ecsrecycler.job;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers for a day which request made which recycle. */
@Component
class IdempotencyKeys {

  static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What was made with a key. */
  record Used(UUID recycle, boolean sameRequest) {}

  /** What was made with it within the last day; empty when nothing was. */
  Optional<Used> find(IdempotencyKey key) {
    return jdbc.sql(
            "select job_id, fingerprint from idempotency_key where id = ? and created_at > ?")
        .param(key.id())
        .param(horizon())
        .query((row, _) ->
            new Used(
                Objects.requireNonNull(row.getObject("job_id", UUID.class)),
                key.mayHaveMade(String.valueOf(row.getString("fingerprint")))))
        .optional();
  }

  /**
   * Remembers, within the transaction that writes the recycle.
   *
   * @throws org.springframework.dao.DuplicateKeyException when somebody else has used it meanwhile
   */
  void use(IdempotencyKey key, UUID recycle) {
    jdbc.sql("delete from idempotency_key where id = ? and created_at <= ?")
        .param(key.id())
        .param(horizon())
        .update();
    jdbc.sql(
            "insert into idempotency_key (id, fingerprint, job_id, created_at) values (?, ?, ?, ?)")
        .param(key.id())
        .param(key.fingerprint())
        .param(recycle)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Forgets those that are too old to count. */
  void purge() {
    jdbc.sql("delete from idempotency_key where created_at <= ?").param(horizon()).update();
  }

  private OffsetDateTime horizon() {
    return clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
  }
}

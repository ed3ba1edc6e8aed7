package io.ecsrecycler.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ecsrecycler.database.DatabaseTrouble;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down who tried to do what. The log has each entry as one line of JSON, under the logger
 * {@code audit}; the database has it too, unless it is away, which is said at ERROR.
 */
@Service
public class Audit {

  private static final Logger log = LoggerFactory.getLogger("audit");
  private static final int BATCH = 1_000;

  /** How many characters the columns take. */
  private static final int TEXT = 300;

  private static final int WORD = 64;
  private static final int METHOD = 16;

  /** What is not ASCII is written as an escape, so that no text looks like another on a screen. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final JdbcClient jdbc;
  private final AuditProperties properties;
  private final Clock clock;

  Audit(JdbcClient jdbc, AuditProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** Writes an attempt down; never fails, as what was attempted has happened. */
  public void write(Attempt attempt) {
    Attempt safe = safe(attempt);
    log.info("{}", JSON.writeValueAsString(safe));
    try {
      insert(safe);
    } catch (DataAccessException | TransactionException e) {
      log.error("The entry above is not in the database: {}", DatabaseTrouble.words(e));
    }
  }

  private static Attempt safe(Attempt attempt) {
    return new Attempt(
        SafeText.orNull(attempt.caller(), TEXT),
        SafeText.of(attempt.address(), WORD),
        SafeText.of(attempt.method(), METHOD),
        SafeText.of(attempt.path(), TEXT),
        SafeText.orNull(attempt.action(), WORD),
        new Attempt.About(
            SafeText.orNull(attempt.about().cluster(), TEXT),
            SafeText.orNull(attempt.about().service(), TEXT),
            SafeText.orNull(attempt.about().recycleId(), WORD)),
        attempt.status(),
        SafeText.orNull(attempt.code(), WORD));
  }

  private void insert(Attempt attempt) {
    jdbc.sql(
            """
            insert into audit_entry (at, caller, address, method, path, action, cluster, service,
                status, code, recycle_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(attempt.caller())
        .param(attempt.address())
        .param(attempt.method())
        .param(attempt.path())
        .param(attempt.action())
        .param(attempt.about().cluster())
        .param(attempt.about().service())
        .param(attempt.status())
        .param(attempt.code())
        .param(attempt.about().recycleId())
        .update();
  }

  /**
   * Newest first, by key.
   *
   * @param before only entries older than this one; null for the newest
   * @param most how many at most
   */
  public List<AuditEntry> list(@Nullable Long before, int most) {
    return jdbc.sql("select * from audit_entry where id < ? order by id desc limit ?")
        .param(before == null ? Long.MAX_VALUE : before)
        .param(most)
        .query((row, _) ->
            new AuditEntry(
                row.getLong("id"),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
                new Attempt(
                    row.getString("caller"),
                    String.valueOf(row.getString("address")),
                    String.valueOf(row.getString("method")),
                    String.valueOf(row.getString("path")),
                    row.getString("action"),
                    new Attempt.About(
                        row.getString("cluster"),
                        row.getString("service"),
                        row.getString("recycle_id")),
                    row.getInt("status"),
                    row.getString("code"))))
        .list();
  }

  /** Forgets what is older than {@code recycler.audit-retention}, a batch at a time. */
  public void purge() {
    Instant before = clock.instant().minus(properties.auditRetention());
    int forgotten;
    do {
      forgotten =
          jdbc.sql(
                  """
                  delete from audit_entry where id in
                    (select id from audit_entry where at < ? order by at limit %d)
                  """
                      .formatted(BATCH))
              .param(before.atOffset(ZoneOffset.UTC))
              .update();
    } while (forgotten == BATCH);
  }
}

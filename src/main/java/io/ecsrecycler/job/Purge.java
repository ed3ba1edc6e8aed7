package io.ecsrecycler.job;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets recycles that ended long ago, a few at a time, so that nobody has to wait for it. */
@Service
public class Purge {

  private static final Logger log = LoggerFactory.getLogger(Purge.class);

  private static final int BATCH = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final IdempotencyKeys keys;
  private final RecyclerProperties properties;
  private final Clock clock;

  Purge(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      IdempotencyKeys keys,
      RecyclerProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.keys = keys;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Deletes what ended longer ago than {@code recycler.retention}, events and reports included, and
   * keys of requests that do not count any more.
   *
   * @return how many recycles were forgotten
   */
  public int run() {
    keys.purge();
    Instant before = clock.instant().minus(properties.retention());
    int forgotten = 0;
    int batch;
    do {
      batch = transaction.execute(_ -> forget(before));
      forgotten += batch;
    } while (batch == BATCH);
    if (forgotten > 0) {
      log.info("Forgot {} recycles that ended before {}", forgotten, before);
    }
    return forgotten;
  }

  private int forget(Instant before) {
    List<UUID> ids =
        jdbc.sql("select id from recycle_job where ended_at < ? order by ended_at limit " + BATCH)
            .param(before.atOffset(ZoneOffset.UTC))
            .query((row, _) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
            .list();
    if (!ids.isEmpty()) {
      for (String table : List.of("recycle_event", "recycle_notification")) {
        jdbc.sql("delete from " + table + " where job_id in (:ids)").param("ids", ids).update();
      }
      jdbc.sql("delete from recycle_job where id in (:ids)").param("ids", ids).update();
    }
    return ids.size();
  }
}

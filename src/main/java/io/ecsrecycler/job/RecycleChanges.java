package io.ecsrecycler.job;

import io.ecsrecycler.database.DatabaseWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells those who wait that a recycle has changed, whichever replica changed it. The table is asked
 * once a second for all of them together, and not at all while nobody waits; a waiter has no
 * thread.
 */
@Component
public class RecycleChanges implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(RecycleChanges.class);
  private static final long PACE_MILLIS = 1_000;
  private static final int MOST_AT_ONCE = 1_000;

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("changes").factory());
  private final JdbcClient jdbc;
  private final DatabaseWatch database;
  private volatile boolean closing;

  /** Read and written by the looking thread alone. */
  private boolean failed;

  RecycleChanges(JdbcClient jdbc, DatabaseWatch database) {
    this.jdbc = jdbc;
    this.database = database;
    looking.scheduleWithFixedDelay(this::look, PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Differs from the one before once anything has changed that a recycle shows.
   *
   * @param version counts what the engine and commands write; a claim, which counts up both the
   *     row's version and its epoch, shows nothing
   * @param reports counts what becomes of its reports
   */
  public record Stamp(long version, long reports) {

    /** The stamp of a recycle that is under way, as it was read. */
    public static Stamp of(StoredRecycle read) {
      return new Stamp(read.version() - read.epoch(), 0);
    }
  }

  /** Somebody who waits, until closed. */
  public interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private record Watch(UUID id, Stamp known, Runnable changed) {}

  /** A recycle's current stamp; empty when there is none of that id. */
  public Optional<Stamp> stamp(UUID id) {
    return Optional.ofNullable(stamps(List.of(id)).get(id));
  }

  /**
   * Has that run once, on a thread of its own, as soon as the recycle's stamp is another one, the
   * recycle is gone, or this process is going down.
   */
  public Watching watch(UUID id, Stamp known, Runnable changed) {
    Watch watch = new Watch(id, known, changed);
    watches.add(watch);
    if (closing) {
      tell(watch);
    }
    return () -> watches.remove(watch);
  }

  /** Whether this process is going down, so that waiting on is no use. */
  public boolean closing() {
    return closing;
  }

  private void look() {
    try {
      if (!watches.isEmpty()) {
        compare(List.copyOf(watches));
      }
      failed = false;
    } catch (DataAccessException | TransactionException e) {
      database.report(e);
    } catch (RuntimeException e) {
      // An exception that leaves here would end the looking for good.
      if (!failed) {
        log.error("Looking for changes has failed; it is tried again every second", e);
      }
      failed = true;
    }
  }

  private void compare(List<Watch> waiting) {
    Set<UUID> ids = waiting.stream().map(Watch::id).collect(Collectors.toSet());
    Map<UUID, Stamp> now = stamps(List.copyOf(ids));
    waiting.stream().filter(it -> !it.known().equals(now.get(it.id()))).forEach(this::tell);
  }

  private void tell(Watch watch) {
    if (watches.remove(watch)) {
      Thread.ofVirtual().name("changed").start(watch.changed());
    }
  }

  private Map<UUID, Stamp> stamps(List<UUID> ids) {
    Map<UUID, Stamp> stamps = new HashMap<>();
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      List<UUID> some =
          new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE)));
      jdbc.sql(
              """
              select job.id, job.version - job.epoch as version,
                  coalesce(sum(report.attempts), 0) + count(report.id) as reports
              from recycle_job job left join recycle_notification report on report.job_id = job.id
              where job.id in (:ids) group by job.id, job.version, job.epoch
              """)
          .param("ids", some)
          .query(
              (RowCallbackHandler)
                  row ->
                      stamps.put(
                          row.getObject("id", UUID.class),
                          new Stamp(row.getLong("version"), row.getLong("reports"))));
    }
    return stamps;
  }

  /** Before the web server waits for its last requests. */
  @EventListener
  void onClosing(ContextClosedEvent event) {
    closing = true;
    watches.forEach(this::tell);
  }

  @Override
  public void destroy() {
    looking.shutdown();
  }
}

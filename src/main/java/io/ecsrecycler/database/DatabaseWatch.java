package io.ecsrecycler.database;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows whether the job database can be used, for all of this process: it tries every few seconds,
 * and at once when somebody met trouble. The log has one line when an outage begins, one when it
 * ends, and one a minute in between.
 */
@Component
public class DatabaseWatch implements DisposableBean {

  static final Duration PACE = Duration.ofSeconds(5);
  static final Duration PACE_WHILE_AWAY = Duration.ofSeconds(2);
  static final Duration CALM = Duration.ofMinutes(1);

  /** A try that takes longer than this counts as none, before it has failed. */
  static final Duration LATE = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

  private final Trial trial;
  private final LongSupplier nanos;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("database").factory());
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicLong met = new AtomicLong();
  private volatile @Nullable Throwable lastMet;
  private volatile @Nullable Long trying;
  private volatile @Nullable Long awaySince;
  private @Nullable Long told;

  @Autowired
  DatabaseWatch(WriteTrial trial) {
    this(trial, System::nanoTime);
  }

  /** A watch over any database and any time, which may start anywhere and only goes up. */
  public DatabaseWatch(Trial trial, LongSupplier nanos) {
    this.trial = trial;
    this.nanos = nanos;
  }

  /** Reads and writes once; throws what goes wrong. */
  public interface Trial {
    void run();
  }

  /** Whether the database can be used, as of the last few seconds. */
  public boolean usable() {
    Long since = trying;
    return awaySince == null && (since == null || elapsed(since).compareTo(LATE) < 0);
  }

  /**
   * Somebody could not use the database. It is tried at once, and what comes of it is told; whoever
   * reports needs no line of their own.
   */
  public void report(Throwable trouble) {
    lastMet = trouble;
    met.incrementAndGet();
    if (awaySince == null && asked.compareAndSet(false, true)) {
      try {
        looking.execute(this::look);
      } catch (RejectedExecutionException _) {
        log.debug("The process is going down; nobody looks after the database any more");
      }
    }
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    looking.execute(this::lookAgainAndAgain);
  }

  private void lookAgainAndAgain() {
    look();
    Duration pace = awaySince == null ? PACE : PACE_WHILE_AWAY;
    if (!looking.isShutdown()) {
      looking.schedule(this::lookAgainAndAgain, pace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Tries once and tells what is new. */
  void look() {
    asked.set(false);
    trying = nanos.getAsLong();
    try {
      trial.run();
      fine();
    } catch (RuntimeException e) {
      away(e);
    } finally {
      trying = null;
    }
  }

  private void fine() {
    Long since = awaySince;
    long failed = met.getAndSet(0);
    if (since != null) {
      awaySince = null;
      told = null;
      log.info("The job database can be used again, after {} s", elapsed(since).toSeconds());
    } else if (failed > 0 && calm()) {
      log.warn(
          "Uses of the job database failed, {} of them, though it can be used; the last one: {}",
          failed,
          words());
    } else {
      met.addAndGet(failed);
    }
  }

  private void away(RuntimeException trouble) {
    if (awaySince == null) {
      awaySince = nanos.getAsLong();
      told = nanos.getAsLong();
      log.warn(
          "The job database cannot be used; recycles wait and requests are answered 503: {}",
          DatabaseTrouble.words(trouble));
    } else if (calm()) {
      log.warn(
          "The job database cannot be used, for {} s now: {}",
          elapsed(awaySince).toSeconds(),
          DatabaseTrouble.words(trouble));
    }
  }

  private boolean calm() {
    Long before = told;
    if (before != null && elapsed(before).compareTo(CALM) < 0) {
      return false;
    }
    told = nanos.getAsLong();
    return true;
  }

  private String words() {
    Throwable trouble = lastMet;
    return trouble == null ? "" : DatabaseTrouble.words(trouble);
  }

  private Duration elapsed(long since) {
    return Duration.ofNanos(nanos.getAsLong() - since);
  }

  /** Without an interrupt: H2 closes its file under a thread that is interrupted. */
  @Override
  public void destroy() {
    looking.shutdown();
  }
}

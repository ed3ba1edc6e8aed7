package io.ecsrecycler.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start for a database server that is away: it comes back by itself, as after a reboot
 * of everything. What a server refuses, such as a password, is not waited for.
 */
final class ServerAwaited {

  static final Duration PATIENCE = Duration.ofMinutes(4);
  static final Duration PAUSE = Duration.ofSeconds(2);
  static final Duration REMINDER = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(ServerAwaited.class);

  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** SQLState classes that another try does not change: the login, the database's name. */
  private static final Set<String> FINAL = Set.of("28", "3D");

  private final Attempt attempt;
  private final LongSupplier nanos;
  private final Pause pause;

  ServerAwaited(Attempt attempt, LongSupplier nanos, Pause pause) {
    this.attempt = attempt;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** One connection. */
  interface Attempt {
    void run() throws SQLException;
  }

  /** Lets time pass between two attempts. */
  interface Pause {
    void of(Duration howLong) throws InterruptedException;
  }

  /**
   * Returns once the server can be used.
   *
   * @throws UnusableDatabaseException when it refuses us, when it is away for too long, or when the
   *     process is told to stop meanwhile
   */
  void await() {
    try (StopSignal _ = StopSignal.interrupting(Thread.currentThread())) {
      waiting();
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  /** Does that, which may wait for another replica's migration, unless told to stop. */
  static void untilStopped(Runnable migration) {
    try (StopSignal signal = StopSignal.interrupting(Thread.currentThread())) {
      try {
        migration.run();
      } catch (RuntimeException e) {
        throw signal.given() ? stopped(e) : e;
      }
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private static UnusableDatabaseException stopped(Exception e) {
    return new UnusableDatabaseException(
        "This process was told to stop while it waited for the job database.",
        "Start it again; recycles go on where they were.",
        e);
  }

  private void waiting() throws InterruptedException {
    long began = nanos.getAsLong();
    @Nullable Long told = null;
    for (SQLException trouble = tried(); trouble != null; trouble = tried()) {
      Duration waited = Duration.ofNanos(nanos.getAsLong() - began);
      refuseWhatDoesNotChange(trouble, waited);
      if (told == null || nanos.getAsLong() - told >= REMINDER.toNanos()) {
        told = nanos.getAsLong();
        log.warn(
            "The job database cannot be used yet; it is awaited for {} s more: {}",
            PATIENCE.minus(waited).toSeconds(),
            DatabaseTrouble.words(trouble));
      }
      pause.of(PAUSE);
    }
    if (told != null) {
      log.info(
          "The job database can be used, after {} s",
          Duration.ofNanos(nanos.getAsLong() - began).toSeconds());
    }
  }

  private static void refuseWhatDoesNotChange(SQLException trouble, Duration waited) {
    UnusableDatabaseException why = WhyUnusable.of(trouble);
    if (FINAL.contains(DatabaseTrouble.stateClass(DatabaseTrouble.driver(trouble)))
        || !DatabaseTrouble.isIn(trouble)) {
      throw why;
    }
    if (waited.compareTo(PATIENCE) >= 0) {
      throw new UnusableDatabaseException(
          String.valueOf(why.getMessage()),
          "It was awaited for %d minutes. %s".formatted(waited.toMinutes(), why.remedy()),
          trouble);
    }
  }

  /**
   * On a thread of its own: nothing ends a connection that hangs, and a stop must not wait for it.
   */
  private @Nullable SQLException tried() throws InterruptedException {
    FutureTask<@Nullable Void> trying =
        new FutureTask<>(() -> {
          attempt.run();
          return null;
        });
    Thread.ofVirtual().name("database").start(trying);
    try {
      trying.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
      return null;
    } catch (TimeoutException e) {
      return new SQLTimeoutException(
          "it did not answer within %d s".formatted(ANSWER.toSeconds()), "08006", e);
    } catch (ExecutionException e) {
      return e.getCause() instanceof SQLException it
          ? it
          : new SQLException("the driver failed: " + e.getCause(), "58000", e);
    }
  }
}

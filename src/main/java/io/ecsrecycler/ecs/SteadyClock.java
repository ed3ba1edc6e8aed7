package io.ecsrecycler.ecs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time that looks, actions and decisions go by. It does not jump when somebody sets the
 * machine's clock: waits and deadlines within one process go by the time that really passes. It
 * begins at the machine's time and follows it slowly, by at most a second a minute, so that a clock
 * that was wrong at the start does no harm for good.
 */
public final class SteadyClock extends Clock {

  /** It follows the machine's clock by one part in so many of the time that passes. */
  private static final long SLOWLY = 60;

  private final Clock machine;
  private final LongSupplier nanoTime;
  private Instant last;
  private long lastNanos;

  /**
   * A clock beside the machine's.
   *
   * @param nanoTime the time that really passes, in nanoseconds from anywhere
   */
  public SteadyClock(Clock machine, LongSupplier nanoTime) {
    this.machine = machine;
    this.nanoTime = nanoTime;
    this.last = machine.instant();
    this.lastNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    long nanos = nanoTime.getAsLong();
    Duration passed = Duration.ofNanos(nanos - lastNanos);
    Instant steady = last.plus(passed);
    Duration most = passed.dividedBy(SLOWLY);
    Duration wrong = Duration.between(steady, machine.instant());
    Duration correction =
        wrong.compareTo(most) > 0
            ? most
            : wrong.compareTo(most.negated()) < 0 ? most.negated() : wrong;
    last = steady.plus(correction);
    lastNanos = nanos;
    return last.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(machine.withZone(zone), nanoTime);
  }
}

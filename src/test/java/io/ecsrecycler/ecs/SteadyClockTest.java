package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the machine's clock; what waits and deadlines go by does not jump. */
class SteadyClockTest {

  private final SettableClock machine = new SettableClock();
  private final AtomicLong nanos = new AtomicLong();
  private final SteadyClock clock = new SteadyClock(machine, nanos::get);
  private final Instant begin = clock.instant();

  @Test
  void goesWithTheTimeThatPasses() {
    pass(Duration.ofMinutes(7));

    assertThat(clock.instant()).isEqualTo(begin.plus(Duration.ofMinutes(7)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void doesNotJumpWithTheMachine(long seconds) {
    machine.set(machine.instant().plusSeconds(seconds));
    assertThat(clock.instant()).isEqualTo(begin);

    pass(Duration.ofMinutes(1));
    assertThat(Duration.between(begin, clock.instant()))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void followsTheMachineSlowlyUntilItAgrees(long seconds) {
    machine.set(machine.instant().plusSeconds(seconds));
    Instant before = clock.instant();
    for (int minute = 0; minute < 601; minute++) {
      pass(Duration.ofMinutes(1));
      assertThat(clock.instant()).isAfter(before);
      before = clock.instant();
    }

    assertThat(clock.instant()).isEqualTo(machine.instant());
  }

  private void pass(Duration time) {
    machine.advance(time);
    nanos.addAndGet(time.toNanos());
  }
}

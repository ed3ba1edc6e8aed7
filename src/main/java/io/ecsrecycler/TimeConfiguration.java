package io.ecsrecycler;

import io.ecsrecycler.ecs.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The one clock; nothing else asks the machine what time it is. It ticks as finely as the database
 * keeps times, so that a time reads back as it was written.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  private static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

  @Bean
  @Primary
  Clock clock() {
    return system();
  }

  /** What looks, actions and decisions go by. */
  @Bean
  SteadyClock steadyClock(Clock clock) {
    return new SteadyClock(clock, System::nanoTime);
  }

  /** For commands, which run without Spring. */
  static Clock system() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}

package io.ecsrecycler;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one clock; nothing else asks the machine what time it is. It ticks as finely as the database
 * keeps times, so that a time reads back as it was written.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  private static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

  @Bean
  Clock clock() {
    return system();
  }

  /** For commands, which run without Spring. */
  static Clock system() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}

package io.ecsrecycler;

import io.ecsrecycler.ecs.SteadyClock;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The one clock; nothing else asks the machine what time it is. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

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
    return Clock.systemUTC();
  }
}

package io.ecsrecycler;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock; nothing else asks the machine what time it is. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  @Bean
  Clock clock() {
    return system();
  }

  /** For commands, which run without Spring. */
  static Clock system() {
    return Clock.systemUTC();
  }
}

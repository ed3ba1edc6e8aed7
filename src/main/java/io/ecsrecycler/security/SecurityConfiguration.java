package io.ecsrecycler.security;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands at the door. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

  /** Before anything is opened, be it a port or a database. */
  @Bean
  static BeanFactoryPostProcessor safeToStart(Environment environment) {
    return beans -> {
      StartMode mode = StartMode.of(environment);
      if (mode == StartMode.OPEN) {
        log.warn("No login is asked for: whoever reaches loopback can stop production tasks");
      }
      beans.registerSingleton("startMode", mode);
    };
  }

  @Bean
  AuthenticationManager tokens(SecurityProperties properties, Clock clock) {
    OidcProperties oidc = properties.oidc();
    return new Tokens(
        new ApiTokens(properties.tokens(), clock), oidc == null ? null : new Jwts(oidc, clock));
  }

  @Bean
  RefusedAtTheDoor refusedAtTheDoor(
      RefusalWriter writer, SecurityProperties properties, Clock clock) {
    return new RefusedAtTheDoor(writer, new RateLimits(properties.failedLoginsPerMinute(), clock));
  }

  /** Without a login the Host must be loopback's: a page's own name may be made to point here. */
  @Bean
  HttpFirewall firewall(StartMode mode) {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    // No name has one, and PostgreSQL takes no NUL.
    firewall.setAllowedParameterValues(it -> it.chars().noneMatch(Character::isISOControl));
    if (mode.open()) {
      firewall.setAllowedHostnames(Loopback::isNamed);
    }
    return firewall;
  }

  @Bean
  WebMvcConfigurer whatHandlersNeed(Access access) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NeedsInterceptor(access)).excludePathPatterns("/error");
      }
    };
  }
}

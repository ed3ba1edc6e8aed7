package io.ecsrecycler.security;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Beyond loopback, health and metrics have a port of their own, 8081 unless configured: whoever may
 * call the API is not whoever may look at the machinery, and a firewall can tell ports apart.
 */
class ManagementPort implements EnvironmentPostProcessor, Ordered {

  static final String DEFAULT = "8081";

  /** After the configuration files have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String address = environment.getProperty("server.address");
    if (Loopback.isOwn(address)) {
      return;
    }
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("management.server.port", DEFAULT);
    if (address != null) {
      defaults.put("management.server.address", address);
    }
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("managementPortBeyondLoopback", defaults));
  }
}

package io.ecsrecycler.database;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code recycler.data-dir} absolute: H2 refuses relative paths without {@code ./} before
 * them, and whoever writes {@code data} means the same.
 */
class DataDirectory implements EnvironmentPostProcessor, Ordered {

  private static final String PROPERTY = "recycler.data-dir";

  /** After the configuration files have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    @Nullable String given = environment.getProperty(PROPERTY);
    // Blank is refused by name later; H2 knows what ~ is.
    if (given != null && !given.isBlank() && !given.startsWith("~")) {
      String absolute = Path.of(given).toAbsolutePath().normalize().toString();
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("absoluteDataDirectory", Map.of(PROPERTY, absolute)));
    }
  }
}

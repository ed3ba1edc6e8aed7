package io.ecsrecycler.configuration;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The service's own configuration, and environments to try it with. */
final class OwnProperties {

  /** What the service's records are bound to. */
  static final Known KNOWN = UnknownProperties.known(types());

  private OwnProperties() {}

  static Stream<Class<?>> types() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("io.ecsrecycler").stream()
        .map(BeanDefinition::getBeanClassName)
        .map(name -> ClassUtils.resolveClassName(name, null));
  }

  /** An environment with a file of those properties, and nothing else. */
  static StandardEnvironment file(Map<String, Object> properties) {
    StandardEnvironment environment = empty();
    environment.getPropertySources().addFirst(new MapPropertySource("a file", properties));
    return environment;
  }

  /** An environment with those variables, and nothing else. */
  static StandardEnvironment variables(Map<String, Object> variables) {
    StandardEnvironment environment = empty();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return environment;
  }

  private static StandardEnvironment empty() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    environment
        .getPropertySources()
        .remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    return environment;
  }
}

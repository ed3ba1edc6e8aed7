package io.ecsrecycler.configuration;

import io.ecsrecycler.configuration.UnknownPropertiesException.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Does not let the service start while the configuration has a property below {@code recycler} that
 * nothing reads: a misspelt {@code allowed-targets} would restrict nobody, without a word. What is
 * known are the components of the records that the configuration is bound to.
 *
 * <p>It comes before every other check, for a misspelt name makes those say the wrong thing.
 */
@Component
class UnknownProperties implements BeanFactoryPostProcessor, PriorityOrdered {

  private static final String PREFIX = "recycler";

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    refuse(
        beans.getBean(ConfigurableEnvironment.class),
        known(
            Arrays.stream(beans.getBeanDefinitionNames())
                .map(name -> beans.getType(name, false))
                .filter(Objects::nonNull)));
  }

  /** Everything that is bound to those of the types that are bound below our prefix. */
  static Known known(Stream<? extends Class<?>> types) {
    return types
        .flatMap(UnknownProperties::bound)
        .reduce(Known.Group::and)
        .orElseGet(() -> new Known.Group(Map.of()));
  }

  private static Stream<Known.Group> bound(Class<?> type) {
    MergedAnnotation<ConfigurationProperties> binding =
        MergedAnnotations.from(type).get(ConfigurationProperties.class);
    String prefix = binding.isPresent() ? binding.getString("prefix") : "";
    return prefix.equals(PREFIX) || prefix.startsWith(PREFIX + ".")
        ? Stream.of(Known.below(prefix, Known.of(ResolvableType.forClass(type))))
        : Stream.empty();
  }

  static void refuse(ConfigurableEnvironment environment, Known known) {
    List<Unknown> unknown =
        WrittenProperties.of(environment)
            .filter(written -> !written.readBy(known))
            .map(written -> new Unknown(written, NearestName.to(written, known)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UnknownPropertiesException(unknown);
    }
  }
}

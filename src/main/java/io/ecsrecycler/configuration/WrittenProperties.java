package io.ecsrecycler.configuration;

import io.ecsrecycler.configuration.Written.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** All properties below our prefix, wherever they are written. */
final class WrittenProperties {

  private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("recycler");

  private static final Pattern VARIABLE =
      Pattern.compile("RECYCLER_[^.]+", Pattern.CASE_INSENSITIVE);

  /**
   * Variables that begin like ours and are not: what the shell client and the action read, and what
   * Kubernetes and Docker set for a service that is called recycler, or recycler-something.
   */
  private static final Pattern OTHERS =
      Pattern.compile(
          "RECYCLER_(URL|TOKEN|TOKEN_COMMAND|AUDIENCE|DELAY_PERCENT)"
              + "|RECYCLER(_[A-Z0-9]+)*_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)"
              + "|RECYCLER(_[A-Z0-9]+)*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

  /** The value of RECYCLER_PORT, when Kubernetes sets it. */
  private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://.*");

  private WrittenProperties() {}

  static Stream<Written> of(ConfigurableEnvironment environment) {
    return StreamSupport.stream(
            ConfigurationPropertySources.from(environment.getPropertySources()).spliterator(),
            false)
        .flatMap(WrittenProperties::of);
  }

  private static Stream<Written> of(ConfigurationPropertySource source) {
    return switch (source) {
      case IterableConfigurationPropertySource it
          when it.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables ->
          Stream.concat(variables(variables), dottedVariables(variables, it));
      case IterableConfigurationPropertySource it -> dotted(it, it.stream());
      case ConfigurationPropertySource _ -> Stream.empty();
    };
  }

  private static Stream<Written> variables(SystemEnvironmentPropertySource environment) {
    return Arrays.stream(environment.getPropertyNames())
        .filter(name -> VARIABLE.matcher(name).matches())
        .filter(name -> !othersVariable(name, environment.getProperty(name)))
        .map(name -> variable(name, environment.getProperty(name)));
  }

  /** Containers may have variables with dots in their names. */
  private static Stream<Written> dottedVariables(
      SystemEnvironmentPropertySource environment, ConfigurationPropertySource source) {
    return dotted(
        source,
        Arrays.stream(environment.getPropertyNames())
            .filter(name -> name.contains("."))
            .map(name -> ConfigurationPropertyName.adapt(name, '.')));
  }

  private static Stream<Written> dotted(
      ConfigurationPropertySource source, Stream<ConfigurationPropertyName> names) {
    return names
        .filter(PREFIX::isAncestorOf)
        .map(name -> dotted(name, source.getConfigurationProperty(name)));
  }

  private static boolean othersVariable(String name, @Nullable Object value) {
    return OTHERS.matcher(name).matches()
        || name.endsWith("_PORT") && LINK.matcher(String.valueOf(value)).matches();
  }

  private static Written variable(String name, @Nullable Object value) {
    List<String> elements = List.of(name.toLowerCase(Locale.ROOT).split("_"));
    return new Written(name, elements, Spelling.ENVIRONMENT, blank(value), "environment variable");
  }

  private static Written dotted(
      ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
    List<String> elements =
        IntStream.range(0, name.getNumberOfElements())
            .mapToObj(place -> name.getElement(place, Form.DASHED))
            .toList();
    return new Written(
        name.toString(),
        elements,
        Spelling.DOTTED,
        property == null || blank(property.getValue()),
        property == null ? "unknown place" : String.valueOf(property.getOrigin()));
  }

  private static boolean blank(@Nullable Object value) {
    return value == null || value.toString().isBlank();
  }
}

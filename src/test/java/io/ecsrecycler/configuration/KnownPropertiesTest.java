package io.ecsrecycler.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known is what Spring binds, what the processor lists, and what the docs say. */
class KnownPropertiesTest {

  private static final Pattern PROPERTY =
      Pattern.compile("(?<![\\w./-])recycler\\.[a-z][a-z-]*(\\.(<\\w+>|[a-z][a-z-]*))*(?![\\w(])");
  private static final Pattern YAML =
      Pattern.compile("```yaml\\n(recycler:.*?)```", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("RECYCLER_[A-Z_]*[A-Z]");

  @Test
  void everyPropertyOfTheGeneratedMetadataIsKnown() throws IOException {
    JsonNode metadata =
        new JsonMapper()
            .readTree(
                Files.readString(
                    Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
    List<String> names =
        metadata.path("properties").valueStream().map(it -> it.path("name").asString()).toList();
    assertThat(names).contains("recycler.max-hold", "recycler.security.tokens");
    assertThat(unknown(OwnProperties.file(asProperties(names)))).isEmpty();
  }

  @Test
  void everyPropertyThatTheDocumentsNameIsKnown() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path document : documents()) {
      PROPERTY
          .matcher(Files.readString(document))
          .results()
          .map(it -> it.group().replaceAll("<\\w+>", "name"))
          .forEach(names::add);
    }
    // A meter, a host and files.
    names.removeAll(
        List.of(
            "recycler.fenced",
            "recycler.example.org",
            "recycler.log",
            "recycler.mv.db",
            "recycler.marker",
            "recycler.dump"));
    assertThat(names).contains("recycler.targets.name.region", "recycler.aws.session-name");
    assertThat(unknown(OwnProperties.file(asProperties(names)))).isEmpty();
  }

  @Test
  void theServiceTheDemoTheChartAndTheDocumentsExamplesAreConfiguredWithKnownNames()
      throws IOException {
    assertKnown(new FileSystemResource("src/main/resources/application.yml"));
    assertKnown(new FileSystemResource("src/main/resources/application-demo.yml"));
    String values = Files.readString(Path.of("helm/values.yaml"));
    String config = values.replaceAll("(?s).*\nconfig:\n(.*?\n)\\n.*", "$1");
    assertKnown(new ByteArrayResource(config.getBytes()));
    for (Path document : documents()) {
      for (String example :
          YAML.matcher(Files.readString(document)).results().map(it -> it.group(1)).toList()) {
        assertKnown(new ByteArrayResource(example.getBytes()));
      }
    }
  }

  @Test
  void theVariablesOfTheImageAndOfTheShellClientLetItStart() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    List<Path> files =
        List.of(
            Path.of("Dockerfile"),
            Path.of("docs/examples/recycle"),
            Path.of("docs/examples/action/action.yml"),
            Path.of("docs/examples/action/oidc-token"));
    for (Path file : files) {
      VARIABLE.matcher(Files.readString(file)).results().forEach(it -> names.add(it.group()));
    }
    assertThat(names).contains("RECYCLER_DATA_DIR", "RECYCLER_URL", "RECYCLER_TOKEN_COMMAND");
    assertThat(unknown(OwnProperties.variables(asProperties(names)))).isEmpty();
  }

  /** A variable that is let pass must not be one that Spring leaves alone. */
  @Test
  void springReadsVariablesInBothSpellingsThatAreKnown() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("RECYCLER_MAXHOLD", "5m");
    variables.put("RECYCLER_MAX_RUNNING", "7");
    variables.put("RECYCLER_FREEZE_WINDOWS_0_BEGIN", "2027-01-01T00:00:00Z");
    variables.put("RECYCLER_FREEZE_WINDOWS_0_END", "2027-01-02T00:00:00Z");
    variables.put("RECYCLER_ALLOWEDTARGETS_0", "a/*");
    variables.put("RECYCLER_SECURITY_TOKENS_0_NAME", "ci");
    variables.put("RECYCLER_SECURITY_OIDC_ISSUER_URI", "https://issuer.example");
    variables.put("RECYCLER_SECURITY_OIDC_GRANTS_0_WHEN_REF", "main");
    variables.put("RECYCLER_TARGETS_EU_ROLE_ARN", "arn");
    StandardEnvironment environment = OwnProperties.variables(variables);
    assertThat(unknown(environment)).isEmpty();
    Binder binder = Binder.get(environment);
    assertThat(bound(binder, "recycler.max-hold")).isEqualTo("5m");
    assertThat(bound(binder, "recycler.max-running")).isEqualTo("7");
    assertThat(bound(binder, "recycler.allowed-targets[0]")).isEqualTo("a/*");
    assertThat(bound(binder, "recycler.security.tokens[0].name")).isEqualTo("ci");
    assertThat(bound(binder, "recycler.security.oidc.issuer-uri")).startsWith("https");
    assertThat(bound(binder, "recycler.security.oidc.grants[0].when.ref")).isEqualTo("main");
    assertThat(bound(binder, "recycler.targets.eu.role-arn")).isEqualTo("arn");
    assertThat(binder.bind("recycler", type("FreezeProperties")).get().toString())
        .contains("2027-01-02T00:00:00Z");
    assertThat(binder.bind("recycler", type("TargetsProperties")).get().toString())
        .contains("roleArn=arn");
  }

  private static Class<?> type(String name) {
    return OwnProperties.types()
        .filter(it -> it.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String bound(Binder binder, String name) {
    return binder.bind(name, String.class).orElse("not bound");
  }

  private static void assertKnown(Resource yaml) throws IOException {
    StandardEnvironment environment = OwnProperties.file(Map.of());
    List<PropertySource<?>> read = new YamlPropertySourceLoader().load("yaml", yaml);
    assertThat(read)
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(((EnumerablePropertySource<?>) it).getPropertyNames()).isNotEmpty());
    read.forEach(environment.getPropertySources()::addFirst);
    assertThat(unknown(environment)).isEmpty();
  }

  private static List<String> unknown(ConfigurableEnvironment environment) {
    return WrittenProperties.of(environment)
        .filter(it -> !it.readBy(OwnProperties.KNOWN))
        .map(Written::text)
        .toList();
  }

  /** Without values, for some are names of groups. */
  private static Map<String, Object> asProperties(Iterable<String> names) {
    Map<String, Object> properties = new HashMap<>();
    names.forEach(name -> properties.put(name, ""));
    return properties;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")), files.filter(it -> it.toString().endsWith(".md")))
          .toList();
    }
  }
}

package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class TokenCommandTest {

  private static final String[] USUAL = {
    "--name",
    "ci-payments",
    "--role",
    "operator",
    "--allow",
    "payments-*/*,*/batch",
    "--allow=arn:aws:ecs:eu-west-1:123456789012:service/prod/*",
    "--expires",
    "2027-06-30"
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SettableClock clock = new SettableClock();

  @Test
  void theTokenIsTheFirstLineAndItsHashIsConfiguredByTheRest() throws Exception {
    assertThat(run(USUAL)).isZero();
    String token = printed().lines().findFirst().orElseThrow();
    assertThat(token).matches("rcy_[A-Za-z0-9_-]{43}");
    assertThat(printed().indexOf(token)).isEqualTo(printed().lastIndexOf(token));

    ApiTokenProperties configured = fromYaml(printed().substring(token.length()));
    assertThat(configured.sha256()).isEqualTo(TokenHash.of(token).hex());
    assertThat(configured.allow())
        .containsExactly(
            "payments-*/*", "*/batch", "arn:aws:ecs:eu-west-1:123456789012:service/prod/*");
    assertThat(configured.expires()).isEqualTo("2027-06-30T00:00:00Z");
    assertThat(fromEnvironment()).isEqualTo(configured);
    assertThat(new ApiTokens(List.of(configured), clock).caller(token).name())
        .isEqualTo("ci-payments");
  }

  @Test
  void noTwoTokensAreTheSame() {
    run(USUAL);
    String first = printed().lines().findFirst().orElseThrow();
    out.reset();
    run(USUAL);
    assertThat(printed().lines().findFirst().orElseThrow()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --role admin --allow */* --expires 90d                       | --name
          --name a,b --role admin --allow */* --expires 90d            | --name
          --name a --role root --allow */* --expires 90d               | --role
          --name a --role admin --expires 90d                          | --allow
          --name a --role admin --allow everything --expires 90d       | everything
          --name a --role admin --allow */*                            | --expires
          --name a --role admin --allow */* --expires 2020-01-01       | future
          --name a --role admin --allow */* --expires never            | never
          --name a --name b --role admin --allow */* --expires 90d     | --name
          --name a --role admin --allow */* --expires                  | --expires needs
          --nmae a --role admin --allow */* --expires 90d              | --nmae
          """)
  void badArgumentsAreNamedAndNothingIsMade(String arguments, String named) {
    assertThat(run(arguments.strip().split(" +"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(named, "usage:");
    assertThat(printed()).isEmpty();
  }

  private int run(String... args) {
    return new TokenCommand(new PrintStream(out), new PrintStream(err), clock).run(args);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ApiTokenProperties fromYaml(String printed) throws Exception {
    String yaml = printed.substring(0, printed.indexOf("# or in"));
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("printed", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
        .forEach(environment.getPropertySources()::addFirst);
    return bound(environment);
  }

  private ApiTokenProperties fromEnvironment() {
    Map<String, Object> variables = new HashMap<>();
    printed()
        .lines()
        .filter(it -> it.startsWith("RECYCLER_"))
        .map(it -> it.split("=", 2))
        .forEach(it -> variables.put(it[0], it[1]));
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new SystemEnvironmentPropertySource("x-systemEnvironment", variables));
    return bound(environment);
  }

  private static ApiTokenProperties bound(StandardEnvironment environment) {
    return Binder.get(environment)
        .bind("recycler.security.tokens", Bindable.listOf(ApiTokenProperties.class))
        .get()
        .getFirst();
  }
}

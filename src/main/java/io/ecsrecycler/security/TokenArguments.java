package io.ecsrecycler.security;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the token command was asked for. */
record TokenArguments(String name, Role role, List<String> allow, Instant expires) {

  static final String USAGE =
      """
      usage: java -jar ecs-task-recycler.jar token --name NAME --role ROLE --allow PATTERN... --expires WHEN
        --name     whose token it is, for example ci-payments
        --role     viewer (see), operator (start, pause, resume, cancel too) or admin
        --allow    where: 'payments-*/*' (cluster/service), or a service's ARN; * stands for anything;
                   several with commas, or given several times
        --expires  a day (2027-06-30, UTC), an instant (2027-06-30T12:00:00Z), or days from now (90d)\
      """;

  private static final List<String> OPTIONS = List.of("--name", "--role", "--allow", "--expires");

  static TokenArguments read(String[] args, Instant now) {
    Map<String, List<String>> given = options(args);
    String name = one(given, "--name");
    if (!name.matches(ApiTokenProperties.NAME)) {
      throw new IllegalArgumentException("--name " + ApiTokenProperties.NAME_REMEDY);
    }
    Instant expires = expires(one(given, "--expires"), now);
    if (!expires.isAfter(now)) {
      throw new IllegalArgumentException("--expires must be in the future, not " + expires);
    }
    return new TokenArguments(name, role(one(given, "--role")), patterns(given), expires);
  }

  private static Map<String, List<String>> options(String[] args) {
    Map<String, List<String>> given = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      if (!OPTIONS.contains(parts[0])) {
        throw new IllegalArgumentException("'" + args[i] + "' is not known.");
      }
      if (parts.length < 2 && i + 1 == args.length) {
        throw new IllegalArgumentException(parts[0] + " needs a value.");
      }
      given
          .computeIfAbsent(parts[0], _ -> new ArrayList<>())
          .add(parts.length == 2 ? parts[1] : args[++i]);
    }
    return given;
  }

  private static String one(Map<String, List<String>> given, String option) {
    List<String> values = given.getOrDefault(option, List.of());
    if (values.size() != 1) {
      throw new IllegalArgumentException(option + " is required, once.");
    }
    return values.getFirst().strip();
  }

  private static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(it -> it.toString().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--role must be viewer, operator or admin."));
  }

  private static List<String> patterns(Map<String, List<String>> given) {
    List<String> patterns =
        given.getOrDefault("--allow", List.of()).stream()
            .flatMap(it -> Arrays.stream(it.split(",")))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("--allow is required: without it a token allows nothing.");
    }
    for (String pattern : patterns) {
      if (!pattern.matches(TargetPattern.SYNTAX)) {
        throw new IllegalArgumentException(
            "--allow '%s' %s.".formatted(pattern, TargetPattern.REMEDY));
      }
    }
    return patterns;
  }

  private static Instant expires(String text, Instant now) {
    try {
      if (text.matches("\\d{1,4}d")) {
        long days = Long.parseLong(text.substring(0, text.length() - 1));
        return now.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
      }
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--expires must be like 2027-06-30, 2027-06-30T12:00:00Z or 90d, not '" + text + "'.", e);
    }
  }

  String yaml(String sha256) {
    return """
    recycler:
      security:
        tokens:
          - name: %s
            sha256: %s
            role: %s
            allow: [%s]
            expires: %s
    """
        .formatted(
            name,
            sha256,
            role,
            allow.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", ")),
            expires);
  }

  String environment(String sha256) {
    String prefix = "RECYCLER_SECURITY_TOKENS_0_";
    List<String> lines = new ArrayList<>();
    lines.add(prefix + "NAME=" + name);
    lines.add(prefix + "SHA256=" + sha256);
    lines.add(prefix + "ROLE=" + role);
    IntStream.range(0, allow.size())
        .forEach(i -> lines.add(prefix + "ALLOW_" + i + "=" + allow.get(i)));
    lines.add(prefix + "EXPIRES=" + expires);
    return String.join("\n", lines);
  }
}

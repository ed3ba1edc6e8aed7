package io.ecsrecycler.configuration;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A property as somebody wrote it.
 *
 * @param text its name, for people
 * @param elements its name, element by element
 * @param spelling by which rules it is written
 * @param empty whether it has no value
 * @param origin where it is written, for people
 */
record Written(
    String text, List<String> elements, Spelling spelling, boolean empty, String origin) {

  /** How names are written. */
  enum Spelling {
    /** {@code recycler.max-hold}, in files and arguments. */
    DOTTED {
      @Override
      Stream<List<String>> ways(String name) {
        return Stream.of(List.of(uniform(name)));
      }

      @Override
      String text(List<String> elements) {
        return String.join(".", elements).replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]");
      }
    },

    /** {@code RECYCLER_MAX_HOLD} or {@code RECYCLER_MAXHOLD}, in the environment. */
    ENVIRONMENT {
      @Override
      Stream<List<String>> ways(String name) {
        return Stream.of(List.of(uniform(name)), List.of(name.split("-"))).distinct();
      }

      @Override
      String text(List<String> elements) {
        return String.join("_", elements).replace('-', '_').toUpperCase(Locale.ROOT);
      }
    };

    /** The elements that may stand for one name, in each way that it may be written. */
    abstract Stream<List<String>> ways(String name);

    /** A name that was put together from elements, for people. */
    abstract String text(List<String> elements);

    /** Only letters and digits count when names are compared. */
    static String uniform(String name) {
      return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
  }

  /** Whether something reads it. */
  boolean readBy(Known known) {
    return readBy(known, elements);
  }

  private boolean readBy(Known known, List<String> rest) {
    return switch (known) {
      case Known.Value _ -> rest.isEmpty();
      case Known.Group it -> rest.isEmpty() ? empty : readByMember(it, rest);
      case Known.Elements it ->
          rest.isEmpty() || index(rest.getFirst()) && readBy(it.element(), tail(rest, 1));
      case Known.Entries it when rest.isEmpty() -> empty;
      case Known.Entries it ->
          it.value() instanceof Known.Value || readBy(it.value(), tail(rest, 1));
    };
  }

  private boolean readByMember(Known.Group group, List<String> rest) {
    return group.members().entrySet().stream()
        .anyMatch(member ->
            spelling
                .ways(member.getKey())
                .anyMatch(way ->
                    way.size() <= rest.size()
                        && way.equals(uniform(rest.subList(0, way.size())))
                        && readBy(member.getValue(), tail(rest, way.size()))));
  }

  private static List<String> uniform(List<String> elements) {
    return elements.stream().map(Spelling::uniform).toList();
  }

  private static boolean index(String element) {
    return element.chars().allMatch(Character::isDigit);
  }

  private static List<String> tail(List<String> elements, int from) {
    return elements.subList(from, elements.size());
  }
}

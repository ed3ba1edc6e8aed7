package io.ecsrecycler.configuration;

import io.ecsrecycler.configuration.Written.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the known name that was most probably meant. */
final class NearestName {

  private final Written written;

  /** What was written, as it is compared. */
  private final List<String> elements;

  private NearestName(Written written) {
    this.written = written;
    this.elements = written.elements().stream().map(Spelling::uniform).toList();
  }

  /** The known name nearest to what was written, spelt in the same way. */
  static String to(Written written, Known known) {
    NearestName nearest = new NearestName(written);
    return nearest
        .names(known, List.of())
        .min(Comparator.comparingInt(nearest::distance))
        .map(written.spelling()::text)
        .orElseThrow();
  }

  /** All known names; keys and indexes are taken from what was written. */
  private Stream<List<String>> names(Known known, List<String> path) {
    return switch (known) {
      case Known.Value _ -> Stream.of(path);
      case Known.Group it ->
          it.members().entrySet().stream()
              .flatMap(member -> names(member.getValue(), and(path, member.getKey())));
      case Known.Elements it ->
          it.element() instanceof Known.Value
              ? Stream.of(path)
              : names(it.element(), and(path, given(path, "0")));
      case Known.Entries it -> names(it.value(), and(path, given(path, "name")));
    };
  }

  private String given(List<String> path, String otherwise) {
    int place = (int) path.stream().flatMap(this::elements).count();
    return place < written.elements().size() ? written.elements().get(place) : otherwise;
  }

  private Stream<String> elements(String name) {
    return written.spelling().ways(name).reduce((_, last) -> last).orElseThrow().stream();
  }

  private static List<String> and(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** A name that only lacks elements in between is as near as one with a single letter wrong. */
  private int distance(List<String> name) {
    List<String> known = name.stream().flatMap(this::elements).toList();
    return lacksOnly(known) ? 1 : letters(String.join("", elements), String.join("", known));
  }

  private boolean lacksOnly(List<String> known) {
    int found = 0;
    for (String element : known) {
      if (found < elements.size() && element.equals(elements.get(found))) {
        found++;
      }
    }
    return found == elements.size();
  }

  /** How many letters must be added, left out or replaced (Levenshtein). */
  private static int letters(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int i = 0; i <= other.length(); i++) {
      before[i] = i;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}

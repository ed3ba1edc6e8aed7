package io.ecsrecycler.configuration;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

/** What may stand at one place of the configuration. */
sealed interface Known {

  /** A single value. */
  record Value() implements Known {}

  /** Members by their names, like {@code max-hold}; a group has no value of its own. */
  record Group(Map<String, Known> members) implements Known {

    /** The members of both; a name that both have must be a group in both, or the same. */
    Group and(Group other) {
      Map<String, Known> all = new LinkedHashMap<>(members);
      other.members.forEach((name, known) -> all.merge(name, known, Group::joined));
      return new Group(all);
    }

    private static Known joined(Known one, Known other) {
      return one instanceof Group a && other instanceof Group b ? a.and(b) : other;
    }
  }

  /** A list: written as a whole, or element by element. */
  record Elements(Known element) implements Known {}

  /** A map: every key is known. */
  record Entries(Known value) implements Known {}

  /** What is bound to that type. */
  static Known of(ResolvableType type) {
    Class<?> bound = type.toClass();
    if (bound.isRecord()) {
      return members(bound);
    }
    if (Collection.class.isAssignableFrom(bound)) {
      return new Elements(of(type.asCollection().getGeneric(0)));
    }
    return Map.class.isAssignableFrom(bound)
        ? new Entries(of(type.asMap().getGeneric(1)))
        : new Value();
  }

  private static Group members(Class<?> bound) {
    Map<String, Known> members = new LinkedHashMap<>();
    for (RecordComponent component : bound.getRecordComponents()) {
      members.put(
          DataObjectPropertyName.toDashedForm(component.getName()),
          of(ResolvableType.forType(component.getGenericType())));
    }
    return new Group(members);
  }

  /**
   * The same, below a prefix.
   *
   * @param prefix names, separated by dots
   */
  static Group below(String prefix, Known known) {
    int dot = prefix.indexOf('.');
    return dot < 0
        ? new Group(Map.of(prefix, known))
        : new Group(Map.of(prefix.substring(0, dot), below(prefix.substring(dot + 1), known)));
  }
}

package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether a request is the same as one before, by a text. The text must not differ between
 * two processes or two configurations, so it has what was sent and no defaults; and it has
 * everything in an order of its own.
 */
final class SameRequest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private SameRequest() {}

  /** Two requests ask for the same when, and only when, their texts are equal. */
  static String text(RecycleRequest request) {
    return ordered(JSON.valueToTree(request));
  }

  /** The order of fields says nothing, and every list in a request is a set. */
  private static String ordered(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> fields = new TreeMap<>();
      node.properties().forEach(it -> fields.put(it.getKey(), ordered(it.getValue())));
      return fields.entrySet().stream()
          .map(it -> JSON.writeValueAsString(it.getKey()) + ":" + it.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node.isArray()) {
      TreeSet<String> values = new TreeSet<>();
      node.forEach(it -> values.add(ordered(it)));
      return String.join(",", values);
    }
    return node.isString() ? JSON.writeValueAsString(node.asString().strip()) : node.toString();
  }
}

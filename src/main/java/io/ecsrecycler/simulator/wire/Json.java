package io.ecsrecycler.simulator.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small pieces of AWS's JSON. */
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Epoch seconds with a fraction: the SDKs take nothing else. */
  static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }

  static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> json) {
    ArrayNode array = array();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }

  static ArrayNode strings(Collection<String> items) {
    ArrayNode array = array();
    items.forEach(array::add);
    return array;
  }

  /** An entry of a {@code failures} list for something that does not exist. */
  static ObjectNode missing(String arn) {
    return object().put("arn", arn).put("reason", "MISSING");
  }
}

package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request's members with their types checked: a wrong type is a SerializationException, as AWS
 * answers it.
 */
record Input(JsonNode json) {

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  @Nullable String string(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw wrongType(name, "a string");
    }
    return value.stringValue();
  }

  String string(String name, String otherwise) {
    String value = string(name);
    return value == null ? otherwise : value;
  }

  /** The member's value, which is one of those; null if there is none. */
  @Nullable String oneOf(String name, List<String> known) {
    String value = string(name);
    if (value != null && !known.contains(value)) {
      throw SimulatedFault.invalid(
          name + " must be one of " + String.join(", ", known) + ", but was " + value + ".");
    }
    return value;
  }

  /** The member's values, each of which is one of those. */
  List<String> someOf(String name, List<String> known) {
    List<String> values = strings(name);
    if (!known.containsAll(values)) {
      throw SimulatedFault.invalid(
          name + " can only contain " + String.join(", ", known) + ", but was " + values + ".");
    }
    return values;
  }

  String required(String name) {
    String value = string(name);
    if (value == null || value.isBlank()) {
      throw SimulatedFault.invalid(name + " cannot be empty.");
    }
    return value;
  }

  @Nullable Integer integer(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrongType(name, "an integer");
    }
    return value.intValue();
  }

  int integer(String name, int otherwise) {
    Integer value = integer(name);
    return value == null ? otherwise : value;
  }

  @Nullable Boolean bool(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, "a boolean");
    }
    return value.booleanValue();
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(bool(name));
  }

  List<String> strings(String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : list(name)) {
      if (!value.isString()) {
        throw wrongType(name, "a list of strings");
      }
      values.add(value.stringValue());
    }
    return values;
  }

  JsonNode list(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!value.isArray()) {
      throw wrongType(name, "a list");
    }
    return value;
  }

  /** The structure of that name; empty if there is none. */
  Input structure(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return new Input(JsonNodeFactory.instance.objectNode());
    }
    if (!value.isObject()) {
      throw wrongType(name, "a structure");
    }
    return new Input(value);
  }

  /** The whole request as it is, to keep. */
  ObjectNode copy() {
    return json instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  private static SimulatedFault wrongType(String name, String wanted) {
    return SimulatedFault.client(
        "SerializationException", "Member " + name + " must be " + wanted + ".");
  }
}

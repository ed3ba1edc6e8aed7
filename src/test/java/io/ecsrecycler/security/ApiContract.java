package io.ecsrecycler.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What the API's document promises of each answer, and whether an answer keeps it. */
final class ApiContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final Map<String, JsonSchema> byReference = new ConcurrentHashMap<>();

  ApiContract(String document) {
    this.document = read(document);
  }

  /** One operation of the document. */
  record Operation(String method, String path, JsonNode spec) {

    boolean isAt(String method, String actual) {
      return this.method.equals(method) && actual.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    JsonNode paths = document.path("paths");
    for (String path : names(paths)) {
      for (String method : names(paths.path(path))) {
        operations.add(
            new Operation(method.toUpperCase(Locale.ROOT), path, paths.path(path).path(method)));
      }
    }
    return operations;
  }

  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** What is wrong with an answer to that operation; empty when it is as documented. */
  Optional<String> broken(Operation operation, int status, String type, String body) {
    JsonNode response = operation.spec().path("responses").path(Integer.toString(status));
    if (response.isMissingNode()) {
      return Optional.of("status %d is not documented".formatted(status));
    }
    if (!response.has("content")) {
      return body.isEmpty() ? Optional.empty() : Optional.of("a body that is not documented");
    }
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      return Optional.of("content type %s is not documented".formatted(type));
    }
    return type.endsWith("json") ? invalid(content.path("schema"), body) : Optional.empty();
  }

  /** A problem has all its parts, and says the status that was sent. */
  Optional<String> noProblem(int status, String type, String body) {
    if (!type.equals("application/problem+json")) {
      return Optional.of("not problem+json but '%s'".formatted(type));
    }
    ObjectNode reference =
        JSON.createObjectNode().put("$ref", "#/components/schemas/ProblemDetail");
    Optional<String> invalid = invalid(reference, body);
    return invalid.isPresent() || read(body).path("status").asInt() == status
        ? invalid
        : Optional.of("another status inside than outside");
  }

  private Optional<String> invalid(JsonNode schema, String body) {
    Set<ValidationMessage> messages =
        byReference.computeIfAbsent(schema.toString(), _ -> compiled(schema)).validate(read(body));
    return messages.isEmpty() ? Optional.empty() : Optional.of(messages.toString());
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode root = schema.deepCopy();
    root.set("components", document.path("components"));
    return schemas.getSchema(root);
  }

  static List<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}

package io.ecsrecycler.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests made up from the API's document: right ones, and wrong ones of every kind. */
final class FuzzRequests {

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json;charset=utf-8",
          "text/plain",
          "x/y",
          "garbage",
          "application/x-www-form-urlencoded",
          "application/json;charset=nonsense");
  private static final List<String> ACCEPTS =
      List.of(
          "*/*",
          "application/json",
          "text/html",
          "application/*",
          "image/png, */*;q=0.1",
          "garbage",
          "text/event-stream;q=0",
          "application/problem+json",
          ";;;,,,");
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "null",
          "0",
          "-1",
          "99999999999999999999",
          "1e9",
          "true",
          "[]",
          "{}",
          "é",
          "\u0000",
          "'; drop table recycle_job; --",
          "../../etc/passwd",
          "${7*7}",
          "%s%n",
          "\ud83d",
          "2026-02-30T00:00:00Z",
          "x".repeat(3_000),
          "10%",
          "101%",
          "a\nb",
          "\u202e");
  private static final List<String> ODD_PATHS =
      List.of(
          "%ff%fe",
          "%00",
          "%2e%2e",
          "..",
          "%2F",
          "a%0ab",
          "%c0%af",
          ";x=y",
          "%25",
          "x".repeat(500),
          "00000000-0000-7000-8000-000000000000",
          "nonsense",
          "*",
          "%F0%9F%98%80",
          "plan",
          "1-1-1-1-1");
  private static final List<String> ELSEWHERE =
      List.of(
          "/",
          "/recycle",
          "/recycles/",
          "/admin",
          "/actuator",
          "/actuator/env",
          "/actuator/heapdump",
          "/error",
          "/v3/api-docs/x",
          "/h2-console",
          "/recycles/plan/x",
          "/.git/config",
          "/swagger-ui/../recycles",
          "/recycles//plan",
          "/RECYCLES",
          "/recycles.json",
          "/favicon.ico",
          "/index.html",
          "/login");
  private static final List<String> VERBS =
      List.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "OPTIONS",
          "HEAD",
          "TRACE",
          "PROPFIND",
          "get",
          "BREW");

  private final Random dice;
  private final ApiContract contract;
  private final List<String> ids;
  private final TestIssuer issuer;

  FuzzRequests(long seed, ApiContract contract, List<String> ids, TestIssuer issuer) {
    this.dice = new Random(seed);
    this.contract = contract;
    this.ids = ids;
    this.issuer = issuer;
  }

  /**
   * A request.
   *
   * @param valid by the document, and from somebody who may
   */
  record Made(
      String method,
      String target,
      Map<String, String> headers,
      byte @Nullable [] body,
      boolean valid) {

    String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    @Override
    public String toString() {
      String text = body == null ? "" : new String(body, StandardCharsets.ISO_8859_1);
      return "%s %s %s %s"
          .formatted(method, target, headers, text.substring(0, Math.min(300, text.length())));
    }
  }

  Made next() {
    int kind = dice.nextInt(100);
    if (kind < 30) {
      return valid();
    }
    return kind < 90 ? changed(valid()) : elsewhere();
  }

  private Made valid() {
    ApiContract.Operation operation = any(contract.operations());
    Map<String, String> headers = new TreeMap<>();
    headers.put("Authorization", "Bearer " + Who.token("admin"));
    byte[] body = null;
    if (operation.spec().has("requestBody")) {
      headers.put("Content-Type", "application/json");
      body =
          operation.path().equals("/admin/freeze")
              ? "{\"reason\": \"fuzz\"}".getBytes(StandardCharsets.UTF_8)
              : body().toString().getBytes(StandardCharsets.UTF_8);
    }
    if (operation.path().equals("/recycles/{id}") && dice.nextInt(3) == 0) {
      headers.put("If-None-Match", "*");
    }
    String path = operation.path().replace("{id}", any(ids));
    return new Made(operation.method(), path + query(operation), headers, body, true);
  }

  private String query(ApiContract.Operation operation) {
    List<String> parameters = new ArrayList<>();
    for (JsonNode parameter : operation.spec().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && dice.nextInt(4) == 0) {
        parameters.add(parameter.path("name").asText() + "=" + value(parameter));
      }
    }
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private String value(JsonNode parameter) {
    return switch (parameter.path("name").asText()) {
      case "wait" -> any(List.of("0s", "0", "1s"));
      case "before" ->
          parameter.path("schema").path("format").asText().equals("uuid") ? any(ids) : "7";
      case "after" -> Integer.toString(dice.nextInt(1000));
      case "size" -> Integer.toString(1 + dice.nextInt(100));
      case "status" -> any(List.of("QUEUED", "RUNNING", "PAUSED", "SUCCEEDED", "FAILED"));
      default -> any(List.of("mine", "empty", "nobody"));
    };
  }

  /** A body that the document allows: cluster and service, and some of the other fields. */
  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    JsonNode properties = contract.schema("RecycleRequest").path("properties");
    for (String name : ApiContract.names(properties)) {
      if (dice.nextInt(5) == 0) {
        body.set(name, value(name, properties.path(name)));
      }
    }
    return body.put("cluster", "mine").put("service", any(List.of("empty", "nobody")));
  }

  private JsonNode value(String name, JsonNode schema) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (name.equals("target")) {
      return json.nullNode();
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(dice.nextInt(schema.path("enum").size()));
    }
    if (schema.path("format").asText().equals("date-time")) {
      return json.textNode("20%02d-01-01T00:00:00Z".formatted(dice.nextInt(100)));
    }
    return switch (schema.path("type").path(0).asText(schema.path("type").asText())) {
      case "boolean" -> json.booleanNode(dice.nextBoolean());
      case "integer" ->
          json.numberNode(
              schema.path("minimum").asInt()
                  + dice.nextInt(
                      schema.path("maximum").asInt() - schema.path("minimum").asInt() + 1));
      case "array" -> json.arrayNode().add("task-" + dice.nextInt(10));
      case "string" -> json.textNode("some " + name);
      default -> dice.nextBoolean() ? json.numberNode(1 + dice.nextInt(1000)) : json.textNode("7%");
    };
  }

  /** The same with one to three things wrong, or merely odd. */
  private Made changed(Made made) {
    Made changed = made;
    for (int i = dice.nextInt(3); i >= 0; i--) {
      changed =
          switch (dice.nextInt(9)) {
            case 0 ->
                new Made(any(VERBS), changed.target(), changed.headers(), changed.body(), false);
            case 1 -> target(changed, changed.path().replaceAll("[0-9a-f-]{36}", any(ODD_PATHS)));
            case 2 ->
                target(
                    changed,
                    changed.path()
                        + "?"
                        + any(List.of("wait", "size", "before", "after", "status", "x", "%ff"))
                        + "="
                        + encoded(any(ODD)));
            case 3 ->
                header(changed, "Authorization", any(Arrays.asList(Who.values())).header(issuer));
            case 4 -> header(changed, "Content-Type", any(TYPES));
            case 5 -> header(changed, "Accept", any(ACCEPTS));
            case 6 ->
                header(
                    changed,
                    any(
                        List.of(
                            "Idempotency-Key",
                            "If-None-Match",
                            "Last-Event-ID",
                            "Range",
                            "X-HTTP-Method-Override",
                            "Content-Encoding")),
                    printable(any(ODD)));
            case 7 -> body(changed, raw());
            default -> body(changed, wrong(changed));
          };
    }
    return changed;
  }

  private static Made target(Made made, String target) {
    return new Made(made.method(), target, made.headers(), made.body(), false);
  }

  private static Made header(Made made, String name, @Nullable String value) {
    Map<String, String> headers = new TreeMap<>(made.headers());
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return new Made(made.method(), made.target(), headers, made.body(), false);
  }

  private static Made body(Made made, byte[] body) {
    Map<String, String> headers = new TreeMap<>(made.headers());
    headers.putIfAbsent("Content-Type", "application/json");
    return new Made(made.method(), made.target(), headers, body, false);
  }

  private byte[] raw() {
    byte[] noise = new byte[dice.nextInt(200)];
    dice.nextBytes(noise);
    return switch (dice.nextInt(8)) {
      case 0 -> noise;
      case 1 ->
          "{\"cluster\": \"mine\", \"service\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
      case 2 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
      case 3 -> "{\"a\":".repeat(5_000).getBytes(StandardCharsets.UTF_8);
      case 4 -> ("{\"cluster\": \"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
      case 5 ->
          "{\"cluster\": \"mine\", \"cluster\": \"mine\", \"service\": \"empty\"}"
              .getBytes(StandardCharsets.UTF_8);
      case 6 ->
          ("{\"cluster\": \"mine\", \"service\": \"empty\", \"waitSeconds\": "
                  + "9".repeat(2_000)
                  + "}")
              .getBytes(StandardCharsets.UTF_8);
      default -> any(ODD).getBytes(StandardCharsets.UTF_16);
    };
  }

  /** One field with a value of any other kind. */
  private byte[] wrong(Made made) {
    ObjectNode body = body();
    List<String> names = ApiContract.names(contract.schema("RecycleRequest").path("properties"));
    String name = dice.nextInt(5) == 0 ? any(ODD) : any(names);
    JsonNodeFactory json = JsonNodeFactory.instance;
    body.set(
        name,
        switch (dice.nextInt(7)) {
          case 0 -> json.nullNode();
          case 1 -> json.numberNode(dice.nextLong());
          case 2 -> json.numberNode(dice.nextDouble());
          case 3 -> json.objectNode().put("x", 1);
          case 4 -> json.arrayNode().add(any(ODD)).addNull().addArray();
          case 5 -> json.booleanNode(true);
          default -> json.textNode(any(ODD));
        });
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Made elsewhere() {
    return header(
        new Made(any(VERBS), any(ELSEWHERE), Map.of(), null, false),
        "Authorization",
        any(Arrays.asList(Who.values())).header(issuer));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What a header can carry at all. */
  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "~");
  }

  private <T> T any(List<T> list) {
    return list.get(dice.nextInt(list.size()));
  }
}

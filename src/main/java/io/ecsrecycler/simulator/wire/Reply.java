package io.ecsrecycler.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One reply over HTTP. */
record Reply(int status, String contentType, String body) {

  private static final String JSON = "application/json";

  static Reply json(int status, Object body) {
    return new Reply(status, JSON, body.toString());
  }

  static Reply aws(int status, Object body) {
    return new Reply(status, "application/x-amz-json-1.1", body.toString());
  }

  static Reply xml(int status, String body) {
    return new Reply(status, "text/xml", body);
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

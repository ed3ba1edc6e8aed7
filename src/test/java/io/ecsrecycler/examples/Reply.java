package io.ecsrecycler.examples;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the scripted service does with one request. */
sealed interface Reply {

  /** An answer. */
  record Answer(int status, Map<String, String> headers, String body) implements Reply {

    Answer with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }

    private void write(HttpExchange exchange) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The connection is cut without an answer. */
  record HangUp() implements Reply {}

  /** An answer that is kept back until the test lets it go. */
  record Held(CountDownLatch gate, Answer answer) implements Reply {}

  static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  static Answer status(int status) {
    return new Answer(status, Map.of(), "");
  }

  /** Carries it out; the exchange is closed afterwards, which is how to hang up, too. */
  default void carryOut(HttpExchange exchange) throws IOException {
    switch (this) {
      case Answer it -> it.write(exchange);
      case HangUp _ -> {}
      case Held it -> {
        awaitGate(it.gate());
        it.answer().write(exchange);
      }
    }
  }

  private static void awaitGate(CountDownLatch gate) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException("the test is over", e);
    }
  }
}

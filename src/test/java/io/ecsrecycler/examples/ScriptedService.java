package io.ecsrecycler.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Answers every route with its scripted replies, one after another; the last one is repeated. */
final class ScriptedService implements AutoCloseable {

  /** The recycle that all scripts are about. */
  static final String ID = "0199c3f0-7d1e-7aaa-8bbb-123456789abc";

  static final String START = "POST /recycles";
  static final String GET = "GET /recycles/" + ID;
  static final String EVENTS = GET + "/events";
  static final String CANCEL = "POST /recycles/" + ID + "/cancel";

  /** A request, as it came. */
  record Seen(String route, String query, Headers headers, String body, long atNanos) {}

  /** Headers, by name. */
  record Headers(com.sun.net.httpserver.Headers all) {
    @Nullable String first(String name) {
      return all.getFirst(name);
    }
  }

  private final Map<String, Deque<Reply>> script = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  ScriptedService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on(START, Reply.json(202, "{\"id\": \"" + ID + "\", \"status\": \"QUEUED\"}"));
    on(EVENTS, Reply.json(200, "[]"));
  }

  ScriptedService on(String route, Reply... replies) {
    script.put(route, new ArrayDeque<>(Arrays.asList(replies)));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Seen> seen(String route) {
    return seen.stream().filter(it -> it.route().equals(route)).toList();
  }

  /** A recycle's body, with fields that replace or complete those that always are there. */
  static String recycle(String status, String... fields) {
    return "{\"id\": \"%s\", \"status\": \"%s\", \"progress\": {\"tasks\": 3, \"recycled\": 3, \"skipped\": 0}%s}"
        .formatted(ID, status, fields.length == 0 ? "" : ", " + String.join(", ", fields));
  }

  static Reply.Answer shows(String status, String... fields) {
    return Reply.json(200, recycle(status, fields));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Reply reply = next(route);
      seen.add(
          new Seen(
              route,
              query == null ? "" : query,
              new Headers(exchange.getRequestHeaders()),
              body,
              System.nanoTime()));
      reply.carryOut(exchange);
    }
  }

  private Reply next(String route) {
    Deque<Reply> replies = script.get(route);
    if (replies == null) {
      return Reply.json(404, "{\"title\": \"There is no such recycle\"}");
    }
    synchronized (replies) {
      return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

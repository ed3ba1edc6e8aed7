package io.ecsrecycler.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, as anybody's client would speak it. */
final class Http {

  static final int SERVER_ERROR = 500;
  private static final int UNREACHABLE = 599;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration STREAM = Duration.ofMinutes(4);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private Http() {}

  /** A reply's status and body. */
  record Reply(int status, JsonNode body, HttpResponse<String> raw) {}

  static Reply get(URI uri) {
    return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET());
  }

  /** Everything that an event stream says until it ends by itself. */
  static String stream(URI uri) {
    return send(HttpRequest.newBuilder(uri)
            .header("Accept", "text/event-stream")
            .timeout(STREAM)
            .GET())
        .raw()
        .body();
  }

  static Reply post(URI uri, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** All at once, each on a thread of its own. */
  static List<Reply> atOnce(int count, IntFunction<Reply> request) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, count)
          .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  /** The status, or 599 when nobody answers. */
  static int status(URI uri) {
    try {
      return get(uri).status();
    } catch (UncheckedIOException e) {
      return UNREACHABLE;
    }
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> reply =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String body = reply.body();
      boolean json = reply.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Reply(
          reply.statusCode(),
          json && !body.isBlank() ? JSON.readTree(body) : JSON.createObjectNode(),
          reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

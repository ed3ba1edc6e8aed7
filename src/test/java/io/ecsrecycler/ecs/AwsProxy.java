package io.ecsrecycler.ecs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy between the AWS SDK and an endpoint. By rule it changes, holds, cuts or loses the
 * requests and replies of an operation; it counts how often each operation was attempted.
 *
 * <pre>{@code
 * AwsProxy proxy = AwsProxy.before(simulator.uri());
 * proxy.always("DescribeTasks", Interference.page(403, "Access Denied"));
 * proxy.once("StopTask", Interference.losingTheReply());
 * }</pre>
 */
public final class AwsProxy implements AutoCloseable {

  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final Map<String, Set<InetSocketAddress>> connections = new ConcurrentHashMap<>();
  private final Map<String, Interference> standing = new ConcurrentHashMap<>();
  private final Map<String, Queue<Interference>> next = new ConcurrentHashMap<>();

  private AwsProxy(URI target, HttpServer server) {
    this.target = target;
    this.server = server;
  }

  /** In front of that endpoint, on a free port of loopback. */
  public static AwsProxy before(URI target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      AwsProxy proxy = new AwsProxy(target, server);
      server.setExecutor(proxy.threads);
      server.createContext("/", proxy::handle);
      server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What happens to every attempt of that operation from now on. */
  public void always(String operation, Interference rule) {
    standing.put(operation, rule);
  }

  /** What happens to the next attempt of that operation; several are used up in their order. */
  public void once(String operation, Interference rule) {
    next.computeIfAbsent(operation, _ -> new ConcurrentLinkedQueue<>()).add(rule);
  }

  /** How many requests for that operation have arrived here. */
  public long attempts(String operation) {
    return attempts.stream().filter(operation::equals).count();
  }

  /** Over how many connections that operation was asked for. */
  public int connections(String operation) {
    return connections.getOrDefault(operation, Set.of()).size();
  }

  /** Every operation that was asked for, in its order. */
  public List<String> attempts() {
    return List.copyOf(attempts);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = operation(exchange, body);
      attempts.add(operation);
      connections
          .computeIfAbsent(operation, _ -> ConcurrentHashMap.newKeySet())
          .add(exchange.getRemoteAddress());
      rule(operation).meet(new Attempt(this, exchange, body));
    }
  }

  private Interference rule(String operation) {
    Queue<Interference> queue = next.get(operation);
    Interference first = queue == null ? null : queue.poll();
    return first == null ? standing.getOrDefault(operation, Attempt::pass) : first;
  }

  private static String operation(HttpExchange exchange, byte[] body) {
    String named = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (named != null) {
      return named.substring(named.lastIndexOf('.') + 1);
    }
    Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    return action.find() ? action.group(1) : "";
  }

  /** Delivers a request, and returns what the endpoint answers. */
  HttpResponse<byte[]> deliver(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!AwsProxy.isOfTheConnection(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the proxy is closing", e);
    }
  }

  /** Headers that belong to one connection are not passed on. */
  static boolean isOfTheConnection(String name) {
    return List.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade")
        .contains(name.toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}

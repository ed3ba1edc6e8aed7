package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Requests of every kind, from everybody, made up from the API's document: no answer is a server's
 * error, or one that is not documented, and every refusal is a problem. More of them, or the same
 * again:
 *
 * <pre>
 * mvn test -Dtest=FuzzTest -Dfuzz.requests=200000 -Dfuzz.seed=42
 * </pre>
 */
@DirtiesContext
class FuzzTest extends GuardedService {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int CLIENTS = 4;
  private static final int READ_TIMEOUT_MILLIS = 30_000;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();

  /** An answer as it came over the wire. */
  private record Answer(int status, Map<String, String> headers, String body) {

    String type() {
      return headers.getOrDefault("content-type", "").split(";")[0].strip();
    }
  }

  @Test
  void everyAnswerIsDocumentedAndNoneIsTheServersFault() throws InterruptedException {
    ApiContract contract = new ApiContract(door().get("/v3/api-docs", admin()).body());
    List<String> ids =
        List.of(id("mine"), id("other-cluster"), "01a20000-0000-7000-8000-000000000000");
    AtomicInteger left = new AtomicInteger(REQUESTS);
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new FuzzRequests(SEED + i, contract, ids, ISSUER))
            .map(requests ->
                Thread.ofVirtual()
                    .start(() -> {
                      while (left.getAndDecrement() > 0 && wrong.size() < 20) {
                        judge(contract, requests.next());
                      }
                    }))
            .toList();
    for (Thread client : clients) {
      client.join();
    }
    System.out.printf("fuzz: seed %d, %d requests, answers: %s%n", SEED, REQUESTS, statuses);
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    assertThat(statuses.keySet()).contains(200, 202, 304, 400, 401, 403, 404, 405, 406, 415, 422);
  }

  private void judge(ApiContract contract, FuzzRequests.Made request) {
    try {
      Answer answer = send(request);
      statuses.computeIfAbsent(answer.status(), _ -> new LongAdder()).increment();
      fault(contract, request, answer)
          .ifPresent(it ->
              wrong.add(
                  "%s: %s → %d %s %s"
                      .formatted(it, request, answer.status(), answer.type(), answer.body())));
    } catch (IOException | RuntimeException e) {
      wrong.add("%s: %s".formatted(e, request));
    }
  }

  private static Optional<String> fault(
      ApiContract contract, FuzzRequests.Made request, Answer answer) {
    if (answer.status() >= 500) {
      return Optional.of("a server's error");
    }
    if (answer.body().contains("\tat ") || answer.body().contains("Exception")) {
      return Optional.of("tells of the inside");
    }
    if (request.valid() && answer.status() == 400) {
      return Optional.of("a request that the document allows is refused");
    }
    if (request.method().equals("HEAD")) {
      return Optional.empty();
    }
    Optional<ApiContract.Operation> operation =
        contract.operations().stream()
            .filter(it -> it.isAt(request.method(), request.path()))
            .findFirst();
    if (operation.isPresent()) {
      return contract.broken(operation.get(), answer.status(), answer.type(), answer.body());
    }
    return answer.status() >= 400
        ? contract.noProblem(answer.status(), answer.type(), answer.body())
        : Optional.empty();
  }

  /** By hand, so that nothing corrects what is wrong with a request. */
  private Answer send(FuzzRequests.Made request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StringBuilder head = new StringBuilder();
      head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
      head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
      request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      byte @Nullable [] body = request.body();
      if (body != null) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(body == null ? new byte[0] : body);
      write(socket, bytes.toByteArray());
      return read(socket.getInputStream());
    }
  }

  /** A server that has heard enough answers and hangs up; the answer is there all the same. */
  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException _) {
      return;
    }
  }

  private static Answer read(InputStream stream) throws IOException {
    String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer but '%s'".formatted(text));
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(":", 2);
      headers.put(parts[0], parts[1].strip());
    }
    String body = text.substring(end + 4);
    return new Answer(
        Integer.parseInt(lines[0].split(" ")[1]),
        headers,
        headers.containsKey("Transfer-Encoding") ? unchunked(body) : body);
  }

  private static String unchunked(String body) {
    byte[] left = body.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int at = 0;
    while (at < left.length) {
      int line = at;
      while (left[line] != '\r') {
        line++;
      }
      int size =
          Integer.parseInt(new String(left, at, line - at, StandardCharsets.US_ASCII).strip(), 16);
      whole.write(left, line + 2, size);
      at = size == 0 ? left.length : line + 2 + size + 2;
    }
    return whole.toString(StandardCharsets.UTF_8);
  }
}

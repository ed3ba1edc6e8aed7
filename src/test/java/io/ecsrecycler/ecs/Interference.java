package io.ecsrecycler.ecs;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a request, or of its reply, on the way. */
@FunctionalInterface
public interface Interference {

  /** Deals with an attempt. */
  void meet(Attempt attempt) throws IOException;

  /** Something else answers: any status, type and body. */
  static Interference answer(int status, String type, String body) {
    return attempt -> attempt.reply(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A proxy answers with a page of that title. */
  static Interference page(int status, String title) {
    return answer(
        status,
        "text/html; charset=utf-8",
        "<!DOCTYPE html>\n<html><head><title>%s</title></head><body><h1>Sorry</h1></body></html>"
            .formatted(title));
  }

  /** AWS answers with an error. */
  static Interference error(int status, String code, String message) {
    return answer(
        status,
        "application/x-amz-json-1.1",
        "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }

  /** AWS answers, and its JSON is changed on the way. */
  static Interference edit(Consumer<ObjectNode> change) {
    return attempt -> {
      HttpResponse<byte[]> reply = attempt.deliver();
      JsonMapper json = new JsonMapper();
      ObjectNode body = (ObjectNode) json.readTree(reply.body());
      change.accept(body);
      attempt.reply(reply, json.writeValueAsBytes(body));
    };
  }

  /** The connection ends before the request arrives. */
  static Interference losingTheRequest() {
    return Attempt::hangUp;
  }

  /** AWS carries it out, and the connection ends before the reply arrives. */
  static Interference losingTheReply() {
    return attempt -> {
      attempt.deliver();
      attempt.hangUp();
    };
  }

  /** The connection ends in the middle of the reply. */
  static Interference breakingOff() {
    return attempt -> attempt.breakOff(attempt.deliver());
  }

  /** The reply's second half is missing, and nothing shows it but the JSON. */
  static Interference halving() {
    return attempt -> {
      HttpResponse<byte[]> reply = attempt.deliver();
      attempt.reply(reply, Arrays.copyOf(reply.body(), reply.body().length / 2));
    };
  }

  /** The request is stuck until {@code released}; then it arrives, whoever may wait for it. */
  static Interference stuckUntil(CountDownLatch released, CountDownLatch arrived) {
    return attempt -> {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      HttpResponse<byte[]> reply = attempt.deliver();
      arrived.countDown();
      attempt.reply(reply);
    };
  }
}

package io.ecsrecycler.ecs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** One request on its way through an {@link AwsProxy}, and its reply. */
public final class Attempt {

  private final AwsProxy proxy;
  private final HttpExchange exchange;
  private final byte[] request;

  Attempt(AwsProxy proxy, HttpExchange exchange, byte[] request) {
    this.proxy = proxy;
    this.exchange = exchange;
    this.request = request;
  }

  /** Has the endpoint answer, and passes its reply on. */
  void pass() throws IOException {
    reply(deliver());
  }

  /** Has the endpoint carry it out. */
  HttpResponse<byte[]> deliver() throws IOException {
    return proxy.deliver(exchange, request);
  }

  /** Answers with a reply of the endpoint. */
  void reply(HttpResponse<byte[]> reply) throws IOException {
    reply(reply, reply.body());
  }

  /** The same with another body. */
  void reply(HttpResponse<byte[]> reply, byte[] body) throws IOException {
    copyHeaders(reply);
    reply(reply.statusCode(), body);
  }

  /** Answers with anything. */
  void reply(int status, String type, byte[] body) throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    reply(status, body);
  }

  /** Promises the whole reply, gives half of it, and hangs up. */
  void breakOff(HttpResponse<byte[]> reply) throws IOException {
    copyHeaders(reply);
    exchange.sendResponseHeaders(reply.statusCode(), reply.body().length);
    exchange.getResponseBody().write(Arrays.copyOf(reply.body(), reply.body().length / 2));
    exchange.getResponseBody().flush();
    hangUp();
  }

  /** Closes the connection without a word. */
  void hangUp() {
    exchange.close();
  }

  private void copyHeaders(HttpResponse<byte[]> reply) {
    reply
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!AwsProxy.isOfTheConnection(name)) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
  }

  private void reply(int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}

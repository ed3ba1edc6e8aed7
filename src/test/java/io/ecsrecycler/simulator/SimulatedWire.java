package io.ecsrecycler.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulator over HTTP, in the time of a clock that the test moves: AWS's protocols, and the
 * faults' own. JSON is written with single quotes.
 */
final class SimulatedWire implements AutoCloseable {

  /** A reply as it came over the wire. */
  record Answer(int status, String body) {

    JsonNode json() {
      return new JsonMapper().readTree(body);
    }

    String type() {
      return json().path("__type").asString("");
    }

    String message() {
      return json().path("message").asString("");
    }
  }

  final SettableClock clock = new SettableClock();
  final SimulatedAws aws;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimulatorServer server;

  SimulatedWire() {
    aws = new SimulatedAws(clock, 7, false);
    server = start();
  }

  /** With a clock of the test's own. */
  SimulatedWire(Clock other) {
    aws = new SimulatedAws(other, 7, false);
    server = start();
  }

  private SimulatorServer start() {
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer ecs(String operation, String input) {
    return json("AmazonEC2ContainerServiceV20141113." + operation, input);
  }

  Answer scaling(String operation, String input) {
    return json("AnyScaleFrontendService." + operation, input);
  }

  Answer query(String form) {
    return send(
        request("/").header("Content-Type", "application/x-www-form-urlencoded"), "POST", form);
  }

  Answer fault(String fault) {
    return send(request("/simulator/services/c/s/faults"), "POST", fault.replace('\'', '"'));
  }

  Answer clearFaults() {
    return send(request("/simulator/services/c/s/faults"), "DELETE", "");
  }

  JsonNode report() {
    return send(request("/simulator/services/c/s/report"), "GET", "").json();
  }

  /** The service {@code s} of the cluster {@code c}, as DescribeServices shows it. */
  JsonNode service() {
    return ecs("DescribeServices", "{'cluster': 'c', 'services': ['s']}")
        .json()
        .path("services")
        .path(0);
  }

  /** The ARNs of its tasks. */
  List<String> tasks() {
    return ecs("ListTasks", "{'cluster': 'c', 'serviceName': 's'}")
        .json()
        .path("taskArns")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  /** Those tasks, as DescribeTasks shows them. */
  List<JsonNode> described(List<String> arns) {
    return ecs("DescribeTasks", "{'cluster': 'c', 'tasks': %s}".formatted(quoted(arns)))
        .json()
        .path("tasks")
        .valueStream()
        .toList();
  }

  Answer stop(String arn) {
    return ecs("StopTask", "{'cluster': 'c', 'task': '%s'}".formatted(arn));
  }

  /** The newest line of its event log. */
  String newestEvent() {
    return service().path("events").path(0).path("message").asString("");
  }

  static String quoted(List<String> items) {
    return items.stream().map("'%s'"::formatted).toList().toString();
  }

  private Answer json(String target, String input) {
    return send(
        request("/")
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target),
        "POST",
        input.replace('\'', '"'));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private Answer send(HttpRequest.Builder request, String method, String body) {
    try {
      HttpResponse<String> response =
          http.send(
              request.method(method, BodyPublishers.ofString(body)).build(),
              BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}

package io.ecsrecycler.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tests and people say to the simulator itself, below {@code
 * /simulator/services/{cluster}/{service}}: {@code faults}, {@code report}, {@code report/reset}.
 */
public final class FaultEndpoint implements HttpHandler {

  private static final String SERVICES = "/simulator/services/";
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final SimulatedAws aws;
  private final JsonMapper json = new JsonMapper();

  public FaultEndpoint(SimulatedAws aws) {
    this.aws = aws;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body).send(exchange);
  }

  private Reply answer(String method, String path, String body) {
    if (!path.startsWith(SERVICES)) {
      return error(NOT_FOUND, "Ask below " + SERVICES + "{cluster}/{service}.");
    }
    String[] parts = path.substring(SERVICES.length()).split("/", 3);
    if (parts.length < 3) {
      return error(NOT_FOUND, "Ask for " + SERVICES + "{cluster}/{service}/report or /faults.");
    }
    try {
      return answer(method + " " + parts[2], parts[0], parts[1], body);
    } catch (SimulatedFault e) {
      return error(e.type().endsWith("NotFoundException") ? NOT_FOUND : BAD_REQUEST, e.text());
    } catch (IllegalArgumentException e) {
      return error(BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      return error(BAD_REQUEST, "The body is not valid JSON: " + e.getOriginalMessage());
    } catch (RuntimeException e) {
      SimulatedFault answer = Unforeseen.answered("ServerException", method + " " + path, e);
      return error(answer.httpStatus(), answer.text());
    }
  }

  private Reply answer(String request, String cluster, String service, String body) {
    return switch (request) {
      case "GET report" -> Reply.json(200, ReportJson.of(aws.report(cluster, service)));
      case "POST report/reset" -> {
        aws.resetReport(cluster, service);
        yield Reply.json(NO_CONTENT, "");
      }
      case "POST faults" -> {
        JsonNode wanted = json.readTree(body);
        yield aws.fault(cluster, service, FaultJson.read(new Input(wanted)))
            ? Reply.json(NO_CONTENT, "")
            : error(CONFLICT, "This cannot happen to the service now.");
      }
      case "DELETE faults" -> {
        aws.clearFaults(cluster, service);
        yield Reply.json(NO_CONTENT, "");
      }
      default ->
          error(
              NOT_FOUND, "Known are GET report, POST report/reset, POST faults and DELETE faults.");
    };
  }

  private static Reply error(int status, String message) {
    return Reply.json(status, Json.object().put("message", message));
  }
}

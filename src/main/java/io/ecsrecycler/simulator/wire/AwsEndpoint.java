package io.ecsrecycler.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.SimulatedRoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS's side of the wire: JSON 1.1 for ECS and Application Auto Scaling, told apart by
 * X-Amz-Target; the Query protocol for STS and Elastic Load Balancing.
 */
public final class AwsEndpoint implements HttpHandler {

  private static final Map<String, String> SERVICES =
      Map.of(
          "AmazonEC2ContainerServiceV20141113", "ecs",
          "AnyScaleFrontendService", "application-autoscaling");

  private final List<SimulatedAws> places;
  private final SimulatedRoles roles;
  private final Sts sts;
  private final JsonMapper json = new JsonMapper();

  /**
   * @param places accounts and Regions; calls that mean none of them go to the first
   */
  public AwsEndpoint(List<SimulatedAws> places, SimulatedRoles roles) {
    this.places = places;
    this.roles = roles;
    this.sts = new Sts(roles);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    Signature signature = Signature.of(exchange.getRequestHeaders().getFirst("Authorization"));
    Caller caller = roles.caller(signature.accessKeyId());
    SimulatedAws aws = place(caller.account(), signature.region());
    Reply reply =
        target == null ? queryReply(aws, caller, body) : jsonReply(aws, caller, target, body);
    reply.send(exchange);
  }

  private SimulatedAws place(String account, String region) {
    return places.stream()
        .filter(it -> it.isAt(account, region))
        .findFirst()
        .orElse(places.getFirst());
  }

  private Reply queryReply(SimulatedAws aws, Caller caller, String body) {
    try {
      Map<String, String> form = Query.form(body);
      return Elb.ACTION.equals(form.get("Action"))
          ? new Elb(aws).targetHealth(form, caller)
          : sts.answer(form, caller);
    } catch (SimulatedFault fault) {
      return Query.error(Elb.NAMESPACE, fault);
    } catch (RuntimeException e) {
      return Query.error(Elb.NAMESPACE, Unforeseen.answered("InternalFailure", "a query", e));
    }
  }

  private Reply jsonReply(SimulatedAws aws, Caller caller, String target, String body) {
    int dot = target.lastIndexOf('.');
    String service = SERVICES.get(target.substring(0, Math.max(dot, 0)));
    try {
      if (service == null) {
        throw SimulatedFault.client(
            "UnknownOperationException", "The simulator does not know " + target + ".");
      }
      JsonNode input = json.readTree(body.isBlank() ? "{}" : body);
      return Reply.aws(200, aws.call(caller, service, target.substring(dot + 1), input));
    } catch (SimulatedFault fault) {
      return fault(fault);
    } catch (JacksonException e) {
      return fault(SimulatedFault.client("SerializationException", e.getOriginalMessage()));
    } catch (RuntimeException e) {
      boolean ecs = "ecs".equals(service);
      String type = ecs ? "ServerException" : "InternalServiceException";
      return fault(Unforeseen.answered(type, target, e));
    }
  }

  private static Reply fault(SimulatedFault fault) {
    ObjectNode body = Json.object().put("__type", fault.type()).put("message", fault.text());
    return Reply.aws(fault.httpStatus(), body);
  }
}

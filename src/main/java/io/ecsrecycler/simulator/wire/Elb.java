package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Elastic Load Balancing v2 in the Query protocol: DescribeTargetHealth. */
final class Elb {

  static final String ACTION = "DescribeTargetHealth";

  static final String NAMESPACE = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";

  private final SimulatedAws aws;

  Elb(SimulatedAws aws) {
    this.aws = aws;
  }

  Reply targetHealth(Map<String, String> form, Caller caller) {
    ObjectNode input = Json.object();
    if (form.containsKey("TargetGroupArn")) {
      input.put("TargetGroupArn", form.get("TargetGroupArn"));
    }
    input.set("Targets", targets(form));
    try {
      JsonNode reply = aws.call(caller, "elasticloadbalancing", ACTION, input);
      StringBuilder members = new StringBuilder("<TargetHealthDescriptions>");
      reply.path("TargetHealthDescriptions").forEach(it -> members.append(member(it)));
      return Query.result(
          NAMESPACE, ACTION, members.append("</TargetHealthDescriptions>").toString());
    } catch (SimulatedFault fault) {
      return Query.error(NAMESPACE, inItsOwnWords(fault));
    }
  }

  /** Elastic Load Balancing calls its errors by other names than ECS does. */
  private static SimulatedFault inItsOwnWords(SimulatedFault fault) {
    return switch (fault.type()) {
      case "ThrottlingException" -> SimulatedFault.client("Throttling", fault.text());
      case "AccessDeniedException" -> new SimulatedFault("AccessDenied", fault.text(), 403);
      case "InternalServiceException" ->
          new SimulatedFault("HealthUnavailable", fault.text(), fault.httpStatus());
      case "InvalidParameterException", "SerializationException" ->
          SimulatedFault.client("ValidationError", fault.text());
      default -> fault;
    };
  }

  /** {@code Targets.member.1.Id} and so on, as a list. */
  private static ArrayNode targets(Map<String, String> form) {
    ArrayNode targets = Json.array();
    String id;
    for (int i = 1; (id = form.get("Targets.member." + i + ".Id")) != null; i++) {
      ObjectNode target = targets.addObject().put("Id", id);
      String port = form.get("Targets.member." + i + ".Port");
      if (port != null) {
        target.put("Port", port);
      }
    }
    return targets;
  }

  private static String member(JsonNode description) {
    JsonNode target = description.path("Target");
    JsonNode health = description.path("TargetHealth");
    String reason = health.path("Reason").asString("");
    return """
    <member><Target><Id>%1$s</Id><Port>%2$s</Port></Target><HealthCheckPort>%2$s</HealthCheckPort>\
    <TargetHealth><State>%3$s</State>%4$s</TargetHealth></member>\
    """
        .formatted(
            Query.escaped(target.path("Id").asString()),
            Query.escaped(target.path("Port").asString("")),
            health.path("State").asString(),
            reason.isEmpty() ? "" : "<Reason>" + reason + "</Reason>");
  }
}

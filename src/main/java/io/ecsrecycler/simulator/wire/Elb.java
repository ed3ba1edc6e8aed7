package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Elastic Load Balancing v2 in the Query protocol: DescribeTargetHealth. */
final class Elb {

  static final String ACTION = "DescribeTargetHealth";

  private static final String NAMESPACE =
      "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";

  private final SimulatedAws aws;

  Elb(SimulatedAws aws) {
    this.aws = aws;
  }

  Reply targetHealth(Map<String, String> form, Caller caller) {
    ObjectNode input = Json.object();
    if (form.containsKey("TargetGroupArn")) {
      input.put("TargetGroupArn", form.get("TargetGroupArn"));
    }
    try {
      JsonNode reply = aws.call(caller, "elasticloadbalancing", ACTION, input);
      StringBuilder members = new StringBuilder("<TargetHealthDescriptions>");
      reply.path("TargetHealthDescriptions").forEach(it -> members.append(member(it)));
      return Query.result(
          NAMESPACE, ACTION, members.append("</TargetHealthDescriptions>").toString());
    } catch (SimulatedFault fault) {
      return Query.error(NAMESPACE, fault.httpStatus(), fault.type(), fault.text());
    }
  }

  private static String member(JsonNode description) {
    JsonNode target = description.path("Target");
    JsonNode health = description.path("TargetHealth");
    String reason = health.path("Reason").asString("");
    return """
    <member><Target><Id>%1$s</Id><Port>%2$d</Port></Target><HealthCheckPort>%2$d</HealthCheckPort>\
    <TargetHealth><State>%3$s</State>%4$s</TargetHealth></member>\
    """
        .formatted(
            target.path("Id").asString(),
            target.path("Port").asInt(),
            health.path("State").asString(),
            reason.isEmpty() ? "" : "<Reason>" + reason + "</Reason>");
  }
}

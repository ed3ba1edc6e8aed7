package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.SimulatedRoles;
import java.util.Map;

/** STS in the Query protocol: a form in, XML out. */
final class Sts {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private final SimulatedRoles roles;

  Sts(SimulatedRoles roles) {
    this.roles = roles;
  }

  Reply answer(Map<String, String> form, Caller caller) {
    try {
      return switch (form.getOrDefault("Action", "")) {
        case "GetCallerIdentity" -> identity(caller);
        case "AssumeRole" -> assumeRole(form);
        default ->
            throw SimulatedFault.client(
                "InvalidAction", "The simulator does not know the action of this request.");
      };
    } catch (SimulatedFault fault) {
      return Query.error(NAMESPACE, fault);
    }
  }

  private static Reply identity(Caller caller) {
    return result(
        "GetCallerIdentity",
        "<Arn>%s</Arn><UserId>AIDASIMULATOR</UserId><Account>%s</Account>"
            .formatted(Query.escaped(caller.arn()), caller.account()));
  }

  private Reply assumeRole(Map<String, String> form) {
    String role = form.getOrDefault("RoleArn", "");
    String name = form.getOrDefault("RoleSessionName", "");
    if (!role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")
        || !name.matches("[\\w+=,.@-]{2,64}")) {
      throw SimulatedFault.client(
          "ValidationError", "RoleArn and RoleSessionName are required, and have to be valid.");
    }
    SimulatedRoles.Session session = roles.assume(role, name, form.get("ExternalId"));
    return result(
        "AssumeRole",
        """
        <AssumedRoleUser><AssumedRoleId>AROASIMULATOR:%1$s</AssumedRoleId>\
        <Arn>%2$s</Arn></AssumedRoleUser>\
        <Credentials><AccessKeyId>%3$s</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey>\
        <SessionToken>simulated</SessionToken><Expiration>%4$s</Expiration></Credentials>\
        """
            .formatted(
                name,
                Query.escaped(session.caller().arn()),
                session.accessKeyId(),
                session.expiration()));
  }

  private static Reply result(String action, String content) {
    return Query.result(NAMESPACE, action, content);
  }
}

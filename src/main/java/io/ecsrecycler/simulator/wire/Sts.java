package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import java.util.Map;

/** STS in the Query protocol: a form in, XML out. Roles are given to whoever asks. */
final class Sts {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  /** Long after any test or demo; nothing here checks it. */
  private static final String EXPIRATION = "2099-12-31T23:59:59Z";

  Reply answer(Map<String, String> form) {
    return switch (form.getOrDefault("Action", "")) {
      case "GetCallerIdentity" -> identity();
      case "AssumeRole" -> assumeRole(form);
      default -> error("InvalidAction", "The simulator does not know the action of this request.");
    };
  }

  private static Reply identity() {
    return result(
        "GetCallerIdentity",
        """
        <Arn>arn:aws:iam::%1$s:user/simulator</Arn><UserId>AIDASIMULATOR</UserId><Account>%1$s</Account>\
        """
            .formatted(Arns.ACCOUNT));
  }

  private static Reply assumeRole(Map<String, String> form) {
    String role = form.getOrDefault("RoleArn", "");
    String session = form.getOrDefault("RoleSessionName", "");
    if (role.isBlank() || session.isBlank()) {
      return error("ValidationError", "RoleArn and RoleSessionName are required.");
    }
    String name = Query.escaped(Arns.shortName(role));
    return result(
        "AssumeRole",
        """
        <AssumedRoleUser><AssumedRoleId>AROASIMULATOR:%1$s</AssumedRoleId>\
        <Arn>arn:aws:sts::%2$s:assumed-role/%3$s/%1$s</Arn></AssumedRoleUser>\
        <Credentials><AccessKeyId>ASIASIMULATOR</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey>\
        <SessionToken>simulated</SessionToken><Expiration>%4$s</Expiration></Credentials>\
        """
            .formatted(Query.escaped(session), Arns.ACCOUNT, name, EXPIRATION));
  }

  private static Reply result(String action, String content) {
    return Query.result(NAMESPACE, action, content);
  }

  private static Reply error(String code, String message) {
    return Query.error(NAMESPACE, 400, code, message);
  }
}

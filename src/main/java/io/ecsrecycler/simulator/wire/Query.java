package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** AWS's Query protocol: a form in, XML out. */
final class Query {

  private static final int SERVER_ERROR = 500;

  private Query() {}

  static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, second) -> second));
  }

  static Reply result(String namespace, String action, String content) {
    return Reply.xml(
        200,
        """
        <%1$sResponse xmlns="%2$s"><%1$sResult>%3$s</%1$sResult>\
        <ResponseMetadata><RequestId>simulated</RequestId></ResponseMetadata></%1$sResponse>\
        """
            .formatted(action, namespace, content));
  }

  static Reply error(String namespace, SimulatedFault fault) {
    return Reply.xml(
        fault.httpStatus(),
        """
        <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>\
        <RequestId>simulated</RequestId></ErrorResponse>\
        """
            .formatted(
                namespace,
                fault.httpStatus() < SERVER_ERROR ? "Sender" : "Receiver",
                fault.type(),
                escaped(fault.text())));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SimulatedFault.client(
          "MalformedQueryString", "The form has an escape that is none: " + text);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

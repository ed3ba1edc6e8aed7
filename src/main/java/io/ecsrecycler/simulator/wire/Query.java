package io.ecsrecycler.simulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** AWS's Query protocol: a form in, XML out. */
final class Query {

  private Query() {}

  static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, second) -> second));
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

  static Reply error(String namespace, int status, String code, String message) {
    return Reply.xml(
        status,
        """
        <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
        <RequestId>simulated</RequestId></ErrorResponse>\
        """
            .formatted(namespace, code, escaped(message)));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

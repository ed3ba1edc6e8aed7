package io.ecsrecycler.job;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log line as Spring Boot's structured formats write it. */
public final class StructuredLine {

  /** The names of all of Boot's formats. */
  public static final List<String> FORMATS = List.of("ecs", "gelf", "logstash");

  private static final JsonMapper JSON = new JsonMapper();

  private StructuredLine() {}

  /** The line, read as JSON. */
  public static JsonNode of(String format, ILoggingEvent event) {
    LoggerContext context = new LoggerContext();
    context.putObject(
        Environment.class.getName(),
        new MockEnvironment()
            .withProperty("spring.application.name", "ecs-task-recycler")
            .withProperty("spring.application.version", "1"));
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return JSON.readTree(encoder.encode(event));
  }

  /** What a line has under one of our keys; GELF puts an underscore before it. */
  public static String key(JsonNode line, String key) {
    return line.path(line.has(key) ? key : "_" + key).asString("missing");
  }
}

package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Specs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.structured.CommonStructuredLogFormat;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** A recycle's lines survive every log format, and say whose they are. */
class LoggedRecycleTest {

  static final List<String> FORMATS = StructuredLine.FORMATS;

  private static final Recycle RECYCLE = Recycle.requested("id-1", Specs.usual("prod", "web"));

  private final Logger logger = (Logger) LoggerFactory.getLogger(LoggedRecycleTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void everyFormatKeepsTheLineWithIdClusterAndService(String format) {
    try (var _ = LoggedRecycle.of(RECYCLE)) {
      logger.error("It happened", new IllegalStateException("why"));
    }
    JsonNode line = StructuredLine.of(format, lines.list.getFirst());
    assertThat(line.toString()).contains("It happened");
    assertThat(StructuredLine.key(line, LoggedRecycle.ID)).isEqualTo("id-1");
    assertThat(StructuredLine.key(line, LoggedRecycle.CLUSTER)).isEqualTo("prod");
    assertThat(StructuredLine.key(line, LoggedRecycle.SERVICE)).isEqualTo("web");
  }

  @Test
  void theseAreAllOfBootsFormats() {
    assertThat(FORMATS).hasSameSizeAs(CommonStructuredLogFormat.values());
  }

  @Test
  void aPlainLineSaysWhoseItIsAsFarAsThatIsKnown() throws IOException {
    assertThat(plainPrefix()).isEmpty();
    try (var _ = LoggedRecycle.withId("id-1")) {
      assertThat(plainPrefix()).isEqualTo("[id-1] ");
    }
    try (var _ = LoggedRecycle.of(RECYCLE)) {
      assertThat(plainPrefix()).isEqualTo("[id-1 prod/web] ");
    }
  }

  private String plainPrefix() throws IOException {
    PatternLayout layout = new PatternLayout();
    layout.setContext(logger.getLoggerContext());
    layout.setPattern(
        String.valueOf(
            new YamlPropertySourceLoader()
                .load("yml", new ClassPathResource("application.yml"))
                .getFirst()
                .getProperty("logging.pattern.correlation")));
    layout.start();
    logger.info("");
    return layout.doLayout(lines.list.getLast());
  }

  @Test
  void theLinesBeforeAndAfterAreNotTheRecycles() {
    try (var _ = LoggedRecycle.of(RECYCLE)) {
      try (var _ = LoggedRecycle.withId("id-2")) {
        assertThat(MDC.get(LoggedRecycle.ID)).isEqualTo("id-2");
      }
      assertThat(MDC.get(LoggedRecycle.ID)).isEqualTo("id-1");
    }
    assertThat(MDC.get(LoggedRecycle.ID)).isNull();
    assertThat(MDC.get(LoggedRecycle.SERVICE)).isNull();
  }
}

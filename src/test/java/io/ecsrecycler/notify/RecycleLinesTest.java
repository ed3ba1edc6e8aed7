package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ecsrecycler.job.LoggedRecycle;
import io.ecsrecycler.job.RecycleCommands;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.StructuredLine;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Whichever thread writes about a recycle, each structured format shows whose line it is. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test",
      "spring.mail.host=127.0.0.1",
      "recycler.notifications.mail.from=recycler@example.org",
      "recycler.notifications.mail.to=ops@example.org"
    })
class RecycleLinesTest {

  private static final GreenMail SMTP =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static final SimulatorServer SIMULATOR = simulator();

  @TempDir static Path data;

  @Autowired Recycles recycles;
  @Autowired RecycleCommands commands;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    SMTP.start();
    registry.add("recycler.data-dir", () -> data.toString());
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
    registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
    SMTP.stop();
  }

  @Test
  void acceptedStartedCancelledEndedAndMailedAreLinesOfTheRecycle() {
    Lines lines = new Lines();
    Logger logger = (Logger) LoggerFactory.getLogger("io.ecsrecycler");
    lines.start();
    logger.addAppender(lines);
    try {
      String id = start();
      lines.awaitLine("Starting task recycle");
      commands.give(UUID.fromString(id), Command.CANCEL);
      lines.awaitLine("Mailed the report");
      for (String part :
          new String[] {
            "Accepted", "Starting", "Raising", "Cancelling", "Task recycle cancelled", "Mailed"
          }) {
        assertThat(StructuredLine.FORMATS)
            .allSatisfy(format -> assertIsOf(id, format, lines.line(part)));
      }
    } finally {
      logger.detachAppender(lines);
    }
  }

  private static void assertIsOf(String id, String format, ILoggingEvent line) {
    JsonNode json = StructuredLine.of(format, line);
    assertThat(StructuredLine.key(json, LoggedRecycle.ID)).as(line.toString()).isEqualTo(id);
    assertThat(StructuredLine.key(json, LoggedRecycle.CLUSTER)).isEqualTo("c");
    assertThat(StructuredLine.key(json, LoggedRecycle.SERVICE)).isEqualTo("s");
  }

  private String start() {
    return switch (recycles.submit(Specs.usual("c", "s"), Requester.itself("a test"))) {
      case Submission.Accepted it -> it.recycle().recycle().id();
      case Submission other -> throw new AssertionError("not accepted: " + other);
    };
  }

  private static SimulatorServer simulator() {
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 3, false);
    aws.seed(ServiceSeed.of("c", "s", 1));
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was logged. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent line) {
      line.prepareForDeferredProcessing();
      lines.add(line);
    }

    void awaitLine(String part) {
      await(part).atMost(Duration.ofSeconds(60)).until(() -> has(part));
    }

    private boolean has(String part) {
      return lines.stream().anyMatch(it -> it.getFormattedMessage().contains(part));
    }

    ILoggingEvent line(String part) {
      return lines.stream()
          .filter(it -> it.getFormattedMessage().contains(part))
          .findFirst()
          .orElseThrow();
    }
  }
}

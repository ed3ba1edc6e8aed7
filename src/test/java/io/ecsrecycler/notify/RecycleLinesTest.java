package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ecsrecycler.job.LoggedLines;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    try (LoggedLines lines = LoggedLines.of("engine", "job", "notify")) {
      String id = start();
      lines.await("Starting task recycle");
      commands.give(UUID.fromString(id), Command.CANCEL);
      lines.await("Mailed the report");
      for (String part :
          new String[] {
            "Accepted", "Starting", "Raising", "Cancelling", "Task recycle cancelled", "Mailed"
          }) {
        assertThat(StructuredLine.FORMATS)
            .allSatisfy(format -> assertIsOf(id, format, lines.await(part)));
      }
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
    aws.seed(ServiceSeed.of("c", "s", 1).checked());
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

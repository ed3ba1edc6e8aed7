package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.NotificationView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A mail server that refuses neither delays nor fails a recycle. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test",
      "spring.mail.host=127.0.0.1",
      "spring.mail.username=recycler",
      "spring.mail.password=swordfish",
      "recycler.notifications.mail.from=recycler@example.org",
      "recycler.notifications.mail.to=ops@example.org",
      "recycler.notifications.mail.retry-after=2s"
    })
class MailRefusedTest {

  private static final int SMTP_PORT = freePort();
  private static final SimulatorServer SIMULATOR = simulator();

  @TempDir static Path data;

  @Autowired Recycles recycles;
  @Autowired RecycleViews views;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", () -> data.toString());
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
    registry.add("spring.mail.port", () -> SMTP_PORT);
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void theReportWaitsForTheMailServerAndTheRecycleDoesNot() throws Exception {
    UUID id = start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> views.find(id).orElseThrow().attemptsBy(MailReports.CHANNEL) > 0);
    assertThat(views.find(id).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(report(id).status()).isEqualTo(NotificationView.Status.PENDING);
    assertThat(report(id).error()).contains("ConnectException").doesNotContain("swordfish");
    GreenMail smtp =
        new GreenMail(new ServerSetup(SMTP_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.setUser("recycler", "swordfish");
    smtp.start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> report(id).status() == NotificationView.Status.SENT);
      assertThat(smtp.getReceivedMessages()).hasSize(1);
    } finally {
      smtp.stop();
    }
  }

  private UUID start() {
    RecycleSpec nothingToDo = Specs.usual("c", "empty");
    return switch (recycles.submit(nothingToDo, Requester.itself("a test"))) {
      case Submission.Accepted it -> UUID.fromString(it.recycle().recycle().id());
      case Submission other -> throw new AssertionError("not accepted: " + other);
    };
  }

  private NotificationView report(UUID id) {
    return views.find(id).orElseThrow().notifications().getFirst();
  }

  private static SimulatorServer simulator() {
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 3, false);
    aws.seed(ServiceSeed.of("c", "empty", 0));
    try {
      return SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.EcsTaskRecycler;
import io.ecsrecycler.job.NotificationView;
import io.ecsrecycler.job.NotificationView.Status;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A mail server that takes connections and never answers holds up nothing. */
class SilentMailServerTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir Path data;
  private SilentMailServer mails;
  private SimulatorServer simulator;

  @BeforeEach
  void start() throws IOException {
    mails = new SilentMailServer();
    SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), 3, false);
    aws.seed(ServiceSeed.of("c", "empty", 0));
    simulator = SimulatorServer.start(aws, 0);
  }

  @AfterEach
  void stop() throws IOException {
    simulator.close();
    mails.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "smtps"})
  void isGivenUpSoonAndTriedAgainAndAShutdownDoesNotWaitForIt(String protocol) throws SQLException {
    UUID id;
    long closing;
    try (ConfigurableApplicationContext service = service(protocol)) {
      id = recycled(service.getBean(Recycles.class));
      RecycleViews views = service.getBean(RecycleViews.class);
      await("the first attempt").atMost(SOON).until(() -> report(views, id).attempts() == 1);
      assertThat(report(views, id).status()).isEqualTo(Status.PENDING);
      assertThat(report(views, id).error()).contains("timed out");
      await("the second attempt").atMost(SOON).until(() -> mails.taken() == 2);
      closing = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(AT_ONCE);
    assertThat(leftFor()).isEqualTo("PENDING after 1, due and not leased");
  }

  private ConfigurableApplicationContext service(String protocol) {
    return new SpringApplicationBuilder(EcsTaskRecycler.class)
        .web(WebApplicationType.NONE)
        .run(
            "--recycler.data-dir=" + data,
            "--spring.cloud.aws.endpoint=" + simulator.uri(),
            "--spring.cloud.aws.region.static=us-east-1",
            "--spring.cloud.aws.credentials.access-key=test",
            "--spring.cloud.aws.credentials.secret-key=test",
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.protocol=" + protocol,
            "--spring.mail.port=" + mails.port(),
            "--recycler.notifications.mail.from=recycler@example.org",
            "--recycler.notifications.mail.to=ops@example.org",
            "--recycler.notifications.mail.retry-after=100ms");
  }

  private static UUID recycled(Recycles recycles) {
    return switch (recycles.submit(Specs.usual("c", "empty"), Requester.itself("a test"))) {
      case Submission.Accepted it -> UUID.fromString(it.recycle().recycle().id());
      case Submission other -> throw new AssertionError("not accepted: " + other);
    };
  }

  private static NotificationView report(RecycleViews views, UUID id) {
    return views.find(id).orElseThrow().notifications().stream()
        .findFirst()
        .orElse(new NotificationView("MAIL", Status.PENDING, 0, null, Clock.systemUTC().instant()));
  }

  /** What the next process finds in the database. */
  private String leftFor() throws SQLException {
    String url = "jdbc:h2:file:" + data.toAbsolutePath().resolve("recycler");
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select status || ' after ' || attempts
                        || case when execution_time <= current_timestamp then ', due' else '' end
                        || case when picked then '' else ' and not leased' end
                    from recycle_notification, scheduled_tasks where task_name = 'recycle-mail'\
                    """)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}

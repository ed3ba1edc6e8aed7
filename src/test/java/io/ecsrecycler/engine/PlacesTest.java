package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.RecycleCommands;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.job.TimelineEntry;
import io.ecsrecycler.job.Visibility;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Share;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A replica with a place for one recycle: who has it, and how soon commands are heeded. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "recycler.max-running=1",
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
class PlacesTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Sooner than any of so many recycles has its turn to look. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  private static final int CROWD = 75;
  private static final SimulatedAws AWS = new SimulatedAws(Clock.systemUTC(), 3, false);
  private static final SimulatorServer SIMULATOR = simulator();

  @TempDir static Path data;

  @Autowired Recycles recycles;
  @Autowired RecycleCommands commands;
  @Autowired RecycleViews views;
  @Autowired JobStore store;
  @Autowired LookPace pace;
  @Autowired Clock clock;

  private static SimulatorServer simulator() {
    try {
      return SimulatorServer.start(AWS, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", () -> data.toString());
    registry.add("spring.cloud.aws.endpoint", () -> SIMULATOR.uri().toString());
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void aFullReplicaLetsOthersWait() {
    UUID running = start("running", 1, null, null, Duration.ofHours(1));
    await().atMost(SOON).until(() -> status(running) == JobStatus.RUNNING);
    UUID waiting = start("waiting", 1, null, null);
    await()
        .during(Duration.ofSeconds(6))
        .atMost(SOON)
        .until(() -> status(waiting) == JobStatus.QUEUED);
    commands.give(running, Command.CANCEL);
    await().atMost(SOON).until(() -> status(waiting) == JobStatus.SUCCEEDED);
  }

  @Test
  void aPausedRecycleGivesItsPlaceToOthersAndIsTakenUpAgainWhenResumed() {
    UUID paused = start("paused", 2, Share.tasks(1), null);
    await().atMost(SOON).until(() -> status(paused) == JobStatus.PAUSED);
    UUID other = start("other", 1, null, null);
    await().atMost(SOON).until(() -> status(other) == JobStatus.SUCCEEDED);
    assertThat(status(paused)).isEqualTo(JobStatus.PAUSED);

    commands.give(paused, Command.RESUME);
    await().atMost(SOON).until(() -> status(paused) == JobStatus.SUCCEEDED);
    assertThat(AWS.report("c", "paused").desiredCount()).isEqualTo(2);
    assertThat(AWS.report("c", "paused").leastHealthy()).isEqualTo(2);
  }

  @Test
  void aParkedRecycleIsCancelledAtOnceAndItsCapacityPutBack() {
    UUID parked = start("parked", 2, Share.tasks(1), null);
    await().atMost(SOON).until(() -> status(parked) == JobStatus.PAUSED);
    commands.give(parked, Command.CANCEL);
    await().atMost(SOON).until(() -> status(parked) == JobStatus.CANCELLED);
    assertThat(AWS.report("c", "parked").desiredCount()).isEqualTo(2);
  }

  @Test
  void thePauseOfAParkedRecycleEndsInTime() {
    UUID parked = start("expired", 2, Share.tasks(1), Duration.ofSeconds(5));
    await().atMost(SOON).until(() -> status(parked) == JobStatus.PAUSED);
    await().atMost(Duration.ofSeconds(30)).until(() -> status(parked) == JobStatus.CANCELLED);
    assertThat(AWS.report("c", "expired").desiredCount()).isEqualTo(2);
  }

  @Test
  void aPauseInTheQueueAndAResumeDoNotJumpTheQueue() {
    UUID first = start("first", 1, null, null, Duration.ofHours(1));
    await().atMost(SOON).until(() -> status(first) == JobStatus.RUNNING);
    UUID second = start("second", 1, null, null);
    commands.give(second, Command.PAUSE);
    UUID third = start("third", 1, null, null);
    commands.give(second, Command.RESUME);

    assertThat(status(second)).isEqualTo(JobStatus.QUEUED);
    assertThat(view(second).times().startedAt()).isNull();
    assertThat(status(third)).isEqualTo(JobStatus.QUEUED);
    commands.give(first, Command.CANCEL);
    await().atMost(SOON).until(() -> status(third) == JobStatus.SUCCEEDED);
    await().atMost(SOON).until(() -> status(second) == JobStatus.SUCCEEDED);
  }

  /** With so many others a recycle looks every fifteen seconds only. */
  @Test
  void aCommandIsHeededAtOnceHoweverManyRecyclesRun() {
    crowded(() -> {
      UUID id = start("crowded", 2, null, null);
      await().atMost(SOON).until(() -> happened(id, "DesiredCountRaised"));
      commands.give(id, Command.CANCEL);
      await().atMost(AT_ONCE).until(() -> happened(id, "DesiredCountLowered"));
    });
    await().atMost(SOON).until(() -> status("crowded") != JobStatus.RUNNING);
  }

  @Test
  void aCommandThatAnotherReplicaTookIsHeededAtOnceToo() {
    crowded(() -> {
      UUID id = start("remote", 2, null, null);
      await().atMost(SOON).until(() -> happened(id, "DesiredCountRaised"));
      byAnotherReplica(id, Command.CANCEL);
      await().atMost(AT_ONCE).until(() -> happened(id, "DesiredCountLowered"));
    });
    await().atMost(SOON).until(() -> status("remote") != JobStatus.RUNNING);
  }

  private void crowded(Runnable test) {
    LookPace.Running[] others = new LookPace.Running[CROWD];
    for (int i = 0; i < CROWD; i++) {
      others[i] = pace.running();
    }
    try {
      test.run();
    } finally {
      for (LookPace.Running other : others) {
        other.close();
      }
    }
  }

  /** As another replica gives it: nobody in this process is told. */
  private void byAnotherReplica(UUID id, Command command) {
    StoredRecycle stored = store.load(id.toString()).orElseThrow();
    if (command.to(stored.recycle(), clock.instant()) instanceof Command.Changed it) {
      store.commit(stored, it.next(), it.events());
    }
  }

  private UUID start(
      String service, int tasks, @Nullable Share checkpoint, @Nullable Duration pause) {
    return start(service, tasks, checkpoint, pause, Duration.ZERO);
  }

  private UUID start(
      String service,
      int tasks,
      @Nullable Share checkpoint,
      @Nullable Duration pause,
      Duration wait) {
    AWS.seed(ServiceSeed.of("c", service, tasks).checked());
    RecycleSpec usual = Specs.usual("c", service);
    RecycleSpec.Patience patience = usual.patience();
    RecycleSpec spec =
        new RecycleSpec(
            usual.service(),
            usual.selection(),
            new RecycleSpec.Rhythm(true, Share.ONE, wait, checkpoint),
            usual.caution(),
            new RecycleSpec.Patience(
                patience.replacement(),
                patience.hold(),
                pause == null ? patience.pause() : pause,
                null),
            null);
    return switch (recycles.submit(spec, Requester.itself("a test"))) {
      case Submission.Accepted it -> UUID.fromString(it.recycle().recycle().id());
      case Submission other -> throw new AssertionError("not accepted: " + other);
    };
  }

  private RecycleView view(UUID id) {
    return views.find(id).orElseThrow();
  }

  private JobStatus status(UUID id) {
    return view(id).status();
  }

  private JobStatus status(String service) {
    return views
        .list(new RecycleViews.Filter(Visibility.EVERYTHING, "c", service, null), null, 1)
        .recycles()
        .getFirst()
        .status();
  }

  private boolean happened(UUID id, String type) {
    return views.timelineAfter(id, 0, 100).stream().map(TimelineEntry::type).anyMatch(type::equals);
  }
}

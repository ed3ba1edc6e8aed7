package io.ecsrecycler;

import io.ecsrecycler.job.RecyclerProperties;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Selection;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Share;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The demo's first minute: a recycle of {@code web}, so that the log tells the story, and a word on
 * what to try next.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "recycler.simulator.enabled", matchIfMissing = true)
class DemoStory {

  private static final Logger log = LoggerFactory.getLogger(DemoStory.class);

  private static final ServiceName WEB = new ServiceName("demo", "web");
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration REPLACEMENT = Duration.ofSeconds(60);

  /** An interrupted demo leaves a recycle of a world that is gone; it ends within moments. */
  private static final int LAST_DEMO_SECONDS = 60;

  private final Recycles recycles;
  private final RecyclerProperties properties;
  private volatile int port;

  DemoStory(Recycles recycles, RecyclerProperties properties) {
    this.recycles = recycles;
    this.properties = properties;
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    if (event.getApplicationContext().getServerNamespace() == null) {
      port = event.getWebServer().getPort();
    }
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    start(LAST_DEMO_SECONDS);
  }

  private void start(int triesLeft) {
    RecycleSpec spec =
        new RecycleSpec(
            WEB,
            Selection.ALL,
            new RecycleSpec.Rhythm(true, Share.ONE, WAIT, null),
            new RecycleSpec.Caution(
                false, RecycleSpec.ProtectedTasks.WAIT, false, Duration.ZERO, 1),
            new RecycleSpec.Patience(REPLACEMENT, properties.maxHold(), properties.maxHold(), null),
            "the demo's first recycle");
    switch (recycles.submit(spec, Requester.itself("the demo"))) {
      case Submission.Accepted it -> log.info(whatToTry(it.recycle().recycle().id()));
      case Submission.UnderWay _ when triesLeft > 0 ->
          CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
              .execute(() -> start(triesLeft - 1));
      case Submission other -> log.warn("The demo could not start its recycle: {}", other);
    }
  }

  private String whatToTry(String id) {
    String url = "http://localhost:" + port;
    return """


    A recycle of demo/web is running; watch it below, or open
      %1$s/swagger-ui.html
      %1$s/recycles/%2$s
      %1$s/recycles/%2$s/events

    Try next:
      25 tasks, autoscaled: curl -X POST %1$s/recycles -H 'Content-Type: application/json' \\
          -d '{"cluster": "demo", "service": "api", "waitSeconds": 1}'
      its replacements never get healthy; see it give up after one and put capacity back:
          curl -X POST %1$s/recycles -H 'Content-Type: application/json' \\
          -d '{"cluster": "demo", "service": "fragile", "maintainServiceState": false, "replacementTimeoutSeconds": 20}'
      one task, never down: curl -X POST %1$s/recycles -H 'Content-Type: application/json' \\
          -d '{"cluster": "demo", "service": "worker", "waitSeconds": 1}'
      all of them: curl %1$s/recycles
      kill this process in the middle of one, and start it again
    """
        .formatted(url, id);
  }
}

package io.ecsrecycler.api;

import io.ecsrecycler.job.RecyclerProperties;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.RecycleSpec.Caution;
import io.ecsrecycler.recycle.RecycleSpec.Patience;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.ecsrecycler.recycle.RecycleSpec.Rhythm;
import io.ecsrecycler.recycle.Selection;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Share;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads validated requests as the core's specs, defaults filled in. */
@Component
class RecycleRequests {

  private static final Duration WAIT = Duration.ofSeconds(30);

  /** ECS's own rule for tasks that nothing checks (ECS facts, section 5). */
  private static final Duration MINIMUM_HEALTHY = Duration.ofSeconds(40);

  private static final Duration REPLACEMENT = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofHours(24);

  private final RecyclerProperties properties;

  RecycleRequests(RecyclerProperties properties) {
    this.properties = properties;
  }

  RecycleSpec spec(RecycleRequest request) {
    return new RecycleSpec(
        new ServiceName(
            String.valueOf(request.cluster()).strip(),
            String.valueOf(request.service()).strip(),
            request.target()),
        selection(request),
        rhythm(request),
        caution(request),
        patience(request),
        request.reason());
  }

  private static Selection selection(RecycleRequest request) {
    Set<String> tasks =
        request.taskArns() == null
            ? Set.of()
            : request.taskArns().stream().map(String::strip).collect(Collectors.toSet());
    return new Selection(
        request.startedBefore(),
        minutes(request.olderThanMinutes()),
        tasks,
        request.taskDefinition(),
        request.availabilityZone(),
        request.containerInstance());
  }

  private static Rhythm rhythm(RecycleRequest request) {
    ShareField batch = request.batchSize();
    ShareField checkpoint = request.checkpointAfter();
    return new Rhythm(
        !Boolean.FALSE.equals(request.maintainServiceState()),
        batch == null ? Share.ONE : batch.share(),
        seconds(request.waitSeconds(), WAIT),
        checkpoint == null ? null : checkpoint.share());
  }

  private static Caution caution(RecycleRequest request) {
    return new Caution(
        Boolean.TRUE.equals(request.waitForDeployment()),
        Objects.requireNonNullElse(request.protectedTasks(), ProtectedTasks.WAIT),
        Boolean.TRUE.equals(request.ignoreTargetHealth()),
        Boolean.TRUE.equals(request.ignoreAutoscaling()),
        seconds(request.minimumHealthySeconds(), MINIMUM_HEALTHY),
        Objects.requireNonNullElse(request.maxFailedReplacements(), 1));
  }

  private Patience patience(RecycleRequest request) {
    return new Patience(
        seconds(request.replacementTimeoutSeconds(), REPLACEMENT),
        Objects.requireNonNullElse(minutes(request.maxHoldMinutes()), properties.maxHold()),
        Objects.requireNonNullElse(minutes(request.maxPauseMinutes()), PAUSE),
        minutes(request.maxRecycleMinutes()),
        properties.maxUnplaced(),
        properties.inDoubt());
  }

  private static Duration seconds(@Nullable Integer given, Duration otherwise) {
    return given == null ? otherwise : Duration.ofSeconds(given);
  }

  private static @Nullable Duration minutes(@Nullable Integer given) {
    return given == null ? null : Duration.ofMinutes(given);
  }
}

package io.ecsrecycler.api;

import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.NotificationView;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recycle as the API shows it; every name here is contract. */
@Schema(name = "Recycle", description = "A recycle: what was asked, where it stands, how it ended.")
record RecycleResponse(
    String id,
    String cluster,
    String service,
    String region,
    @Schema(description = "Which of the configured targets; null for the default one.")
        @Nullable String target,
    @Schema(description = "Who asked for it; null in recycles from before that was kept.")
        @Nullable String requestedBy,
    JobStatus status,
    @Schema(description = "Where it stands; null once it has ended.") @Nullable PhaseName phase,
    @Schema(description = "Why nothing is stopped right now; null when nothing is in the way.")
        @Nullable Hold hold,
    @Schema(description = "Null unless it is paused.") @Nullable Pause pause,
    @Schema(description = "Whether it ends as CANCELLED as soon as nothing is in flight.")
        boolean cancelling,
    Progress progress,
    @Schema(description = "The old tasks in the order of their turn; empty while planning.")
        List<TaskProgress> tasks,
    Capacity capacity,
    @Schema(description = "Why it failed; null unless it did.") @Nullable Failure failure,
    Options options,
    List<NotificationView> notifications,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** Where a recycle stands. */
  enum PhaseName {
    PLANNING,
    SURGING,
    RECYCLING,
    RESTORING
  }

  /** What became of one old task. */
  enum TaskStatus {
    WAITING,
    STOPPING,
    RECYCLED,
    GONE,
    SKIPPED,
    FAILED
  }

  @Schema(description = "How far it is.")
  record Progress(
      @Schema(description = "Old tasks in the plan.") int tasks,
      @Schema(description = "Tasks that were stopped and replaced.") int recycled,
      @Schema(description = "Tasks that were left alone or went by themselves.") int skipped,
      int percent,
      @Schema(
              description =
                  "By the usual pace of the tasks so far; null before the first, after the last, and"
                      + " while it is held, paused or ending.")
          @Nullable Instant estimatedEnd) {}

  @Schema(description = "One old task. WAITING in an ended recycle: it never had its turn.")
  record TaskProgress(
      String taskArn,
      TaskStatus status,
      @Nullable String replacedBy,
      @Schema(description = "Why it was left alone, or what went wrong; null otherwise.")
          @Nullable String why,
      @Nullable Instant stoppedAt,
      @Nullable Instant replacedAt) {}

  @Schema(description = "The service's desired count, as found and as raised.")
  record Capacity(
      @Nullable Integer originalDesiredCount,
      @Schema(description = "Null where nothing was raised.") @Nullable Integer surgedDesiredCount,
      @Schema(description = "Whether nothing is raised (any more) and nothing will be.")
          boolean restored,
      @Schema(
              description =
                  "Once it has ended: what is left of its changes, and the commands that undo it; null"
                      + " where nothing is.")
          @Nullable String left) {}

  /** Where a pause comes from, and how long it may last. */
  @Schema(description = "Why nothing is stopped: somebody, or a checkpoint, paused it.")
  record Pause(
      Instant since,
      @Schema(description = "When it is cancelled unless somebody resumes it.") Instant until,
      boolean atCheckpoint) {}

  @Schema(description = "What was asked for, defaults filled in.")
  record Options(
      boolean maintainServiceState,
      long waitSeconds,
      ShareField batchSize,
      @Nullable ShareField checkpointAfter,
      Selection selection,
      boolean waitForDeployment,
      ProtectedTasks protectedTasks,
      boolean ignoreTargetHealth,
      boolean ignoreAutoscaling,
      long minimumHealthySeconds,
      int maxFailedReplacements,
      long replacementTimeoutSeconds,
      long maxHoldMinutes,
      long maxPauseMinutes,
      @Nullable Long maxRecycleMinutes,
      @Nullable String reason) {

    static Options of(RecycleSpec spec) {
      RecycleSpec.Rhythm rhythm = spec.rhythm();
      RecycleSpec.Caution caution = spec.caution();
      RecycleSpec.Patience patience = spec.patience();
      return new Options(
          rhythm.maintainServiceState(),
          rhythm.waitTime().toSeconds(),
          new ShareField(rhythm.batch()),
          rhythm.checkpoint() == null ? null : new ShareField(rhythm.checkpoint()),
          Selection.of(spec.selection()),
          caution.waitForDeployment(),
          caution.protectedTasks(),
          caution.ignoreTargetHealth(),
          caution.ignoreAutoscaling(),
          caution.minimumHealthy().toSeconds(),
          caution.maxFailedReplacements(),
          patience.replacement().toSeconds(),
          patience.hold().toMinutes(),
          patience.pause().toMinutes(),
          patience.whole() == null ? null : patience.whole().toMinutes(),
          spec.reason());
    }
  }

  @Schema(description = "Which of the service's tasks; what is null or empty was not asked for.")
  record Selection(
      @Nullable Instant startedBefore,
      @Nullable Long olderThanMinutes,
      List<String> taskArns,
      @Nullable String taskDefinition,
      @Nullable String availabilityZone,
      @Nullable String containerInstance) {

    static Selection of(io.ecsrecycler.recycle.Selection selection) {
      return new Selection(
          selection.startedBefore(),
          selection.olderThan() == null ? null : selection.olderThan().toMinutes(),
          selection.taskArns().stream().sorted().toList(),
          selection.taskDefinition(),
          selection.availabilityZone(),
          selection.containerInstance());
    }
  }
}

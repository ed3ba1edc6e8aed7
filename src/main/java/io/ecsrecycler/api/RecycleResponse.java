package io.ecsrecycler.api;

import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.NotificationView;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
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
    JobStatus status,
    @Schema(description = "Where it stands; null once it has ended.") @Nullable PhaseName phase,
    @Schema(description = "Why nothing is stopped right now; null when nothing is in the way.")
        @Nullable Hold hold,
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
      @Schema(description = "From the tasks so far; null before the first and after the last.")
          @Nullable Instant estimatedEnd) {}

  @Schema(description = "One old task. WAITING in an ended recycle: it never had its turn.")
  record TaskProgress(
      String taskArn,
      TaskStatus status,
      @Nullable String replacedBy,
      @Nullable Instant stoppedAt,
      @Nullable Instant replacedAt) {}

  @Schema(description = "The service's desired count, as found and as raised.")
  record Capacity(
      @Nullable Integer originalDesiredCount,
      @Schema(description = "Null where nothing was raised.") @Nullable Integer surgedDesiredCount,
      @Schema(description = "Whether nothing is raised (any more) and nothing will be.")
          boolean restored) {}

  @Schema(description = "What was asked for, defaults filled in.")
  record Options(
      boolean maintainServiceState,
      long waitSeconds,
      long replacementTimeoutSeconds,
      @Nullable String reason) {}
}

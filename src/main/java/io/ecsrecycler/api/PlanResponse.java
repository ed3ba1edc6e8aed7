package io.ecsrecycler.api;

import io.ecsrecycler.job.RecyclePlans;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Preview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a recycle would do; every name here is contract. */
@Schema(name = "Plan", description = "What a recycle would do. Nothing was changed or stored.")
record PlanResponse(
    String cluster,
    String service,
    String region,
    @Schema(description = "Which of the configured targets; null for the default one.")
        @Nullable String target,
    @Schema(description = "Why it would be refused now; empty when it would not.")
        List<Failure> blockers,
    int desiredCount,
    @Schema(description = "How many healthy tasks must always remain.") int floor,
    @Schema(description = "How many tasks would be between stop and replacement at a time.")
        int batch,
    @Schema(description = "Every task: those of the plan in the order of their turn, then others.")
        List<Preview.Turn> tasks,
    @Schema(description = "The calls that would change something, in order.") List<String> calls,
    @Schema(description = "About how long it would take, from how long its tasks took to start.")
        long estimatedSeconds,
    RecycleResponse.Options options) {

  static PlanResponse of(RecyclePlans.Planned planned) {
    Preview preview = planned.preview();
    return new PlanResponse(
        planned.spec().service().cluster(),
        planned.spec().service().service(),
        planned.region(),
        planned.spec().service().target(),
        preview.blockers(),
        preview.plan().originalDesiredCount(),
        preview.plan().floor(),
        preview.plan().strength().batch(),
        preview.tasks(),
        preview.calls(),
        preview.estimate().toSeconds(),
        RecycleResponse.Options.of(planned.spec()));
  }
}

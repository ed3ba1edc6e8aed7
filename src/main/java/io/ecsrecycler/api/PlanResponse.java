package io.ecsrecycler.api;

import io.ecsrecycler.job.RecyclePlans;
import io.ecsrecycler.recycle.Preview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a recycle would do; every name here is contract. */
@Schema(name = "Plan", description = "What a recycle would do. Nothing was changed or stored.")
record PlanResponse(
    String cluster,
    String service,
    String region,
    @Schema(description = "Which of the configured targets; null for the default one.")
        @Nullable String target,
    @Schema(
            description =
                "Why it would be refused, or would fail at once, now; empty when it would not.")
        List<Blocker> blockers,
    @Schema(description = "Without what a recycle under way has raised.") int desiredCount,
    @Schema(description = "How many healthy tasks must always remain.") int floor,
    @Schema(description = "How many tasks would be between stop and replacement at a time.")
        int batch,
    @Schema(
            description =
                "What becomes of each task once nothing is in the way: those of the plan in the"
                    + " order of their turn, then others.")
        List<Preview.Turn> tasks,
    @Schema(description = "The calls that would change something, in order.") List<String> calls,
    @Schema(description = "About how long it would take, from how long its tasks took to start.")
        long estimatedSeconds,
    RecycleResponse.Options options) {

  static PlanResponse of(RecyclePlans.Planned planned) {
    Preview preview = planned.preview();
    List<Blocker> blockers = blockers(planned);
    return new PlanResponse(
        planned.spec().service().cluster(),
        planned.spec().service().service(),
        planned.region(),
        planned.spec().service().target(),
        blockers,
        preview.plan().originalDesiredCount(),
        preview.plan().floor(),
        preview.plan().strength().batch(),
        preview.tasks(),
        blockers.isEmpty() ? preview.calls() : List.of(),
        preview.estimate().toSeconds(),
        RecycleResponse.Options.of(planned.spec()));
  }

  /** Why nothing would be recycled now. */
  @Schema(description = "What is in the way, and what to do.")
  record Blocker(
      @Schema(
              description =
                  "FROZEN or RECYCLE_UNDER_WAY, the code with which a start is refused; or the code"
                      + " with which the recycle would fail.",
              example = "RECYCLE_UNDER_WAY")
          String code,
      @Schema(description = "The sentence of the problem, or of the failure.") String message) {}

  private static List<Blocker> blockers(RecyclePlans.Planned planned) {
    return Stream.concat(
            planned.blockers().stream().map(it -> new Blocker(it.code(), it.sentence())),
            planned.preview().blockers().stream()
                .map(it -> new Blocker(it.code().name(), it.message())))
        .toList();
  }
}

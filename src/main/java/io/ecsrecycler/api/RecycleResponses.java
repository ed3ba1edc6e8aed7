package io.ecsrecycler.api;

import io.ecsrecycler.api.RecycleResponse.PhaseName;
import io.ecsrecycler.api.RecycleResponse.TaskProgress;
import io.ecsrecycler.api.RecycleResponse.TaskStatus;
import io.ecsrecycler.job.CapacityView;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Slot;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows recycles as the API's contract has them. */
@Component
class RecycleResponses {

  private final Clock clock;

  RecycleResponses(Clock clock) {
    this.clock = clock;
  }

  RecycleResponse of(RecycleView view) {
    Recycle recycle = view.recycle();
    RecycleSpec spec = recycle.spec();
    return new RecycleResponse(
        recycle.id(),
        spec.service().cluster(),
        spec.service().service(),
        view.region(),
        spec.service().target(),
        view.requestedBy(),
        view.status(),
        phase(recycle.phase()),
        recycle.hold(),
        recycle.paused() ? pause(recycle.brakes().pause()) : null,
        cancelling(recycle),
        progress(recycle),
        recycle.plan() == null
            ? List.of()
            : recycle.plan().slots().stream().map(RecycleResponses::task).toList(),
        capacity(view.capacity()),
        failure(recycle.phase()),
        RecycleResponse.Options.of(spec),
        view.notifications(),
        view.times().createdAt(),
        view.times().startedAt(),
        view.times().endedAt());
  }

  private static @Nullable PhaseName phase(Phase phase) {
    return switch (phase) {
      case Phase.Planning _ -> PhaseName.PLANNING;
      case Phase.Surging _ -> PhaseName.SURGING;
      case Phase.Recycling _, Phase.Settling _ -> PhaseName.RECYCLING;
      case Phase.Restoring _ -> PhaseName.RESTORING;
      case Phase.Ended _ -> null;
    };
  }

  private static RecycleResponse.@Nullable Pause pause(Brakes.@Nullable Pause pause) {
    return pause == null
        ? null
        : new RecycleResponse.Pause(pause.since(), pause.until(), pause.atCheckpoint());
  }

  private static boolean cancelling(Recycle recycle) {
    return recycle.brakes().ending() instanceof Outcome.Cancelled
        || recycle.phase() instanceof Phase.Restoring(_, Outcome.Cancelled _);
  }

  private static TaskProgress task(Slot slot) {
    String arn = slot.taskArn();
    return switch (slot.state()) {
      case Slot.Waiting _ -> new TaskProgress(arn, TaskStatus.WAITING, null, null, null, null);
      case Slot.Stopping it ->
          new TaskProgress(arn, TaskStatus.STOPPING, null, null, it.since(), null);
      case Slot.Replaced it ->
          new TaskProgress(
              arn, TaskStatus.RECYCLED, it.by(), null, it.stoppedAt(), it.replacedAt());
      case Slot.Gone _ -> new TaskProgress(arn, TaskStatus.GONE, null, null, null, null);
      case Slot.Skipped it -> new TaskProgress(arn, TaskStatus.SKIPPED, null, it.why(), null, null);
      case Slot.Failed it ->
          new TaskProgress(
              arn, TaskStatus.FAILED, null, it.failure().message(), it.stoppedAt(), null);
    };
  }

  private RecycleResponse.Progress progress(Recycle recycle) {
    Plan plan = recycle.plan();
    if (plan == null) {
      return new RecycleResponse.Progress(0, 0, 0, 0, null);
    }
    int tasks = plan.slots().size();
    int recycled = plan.count(Slot.Replaced.class);
    int skipped = plan.count(Slot.Gone.class) + plan.count(Slot.Skipped.class);
    int percent = tasks == 0 ? 100 : 100 * (recycled + skipped) / tasks;
    return new RecycleResponse.Progress(
        tasks, recycled, skipped, percent, Estimate.end(recycle, plan, clock.instant()));
  }

  private static RecycleResponse.Capacity capacity(CapacityView it) {
    return new RecycleResponse.Capacity(
        it.originalDesiredCount(), it.surgedDesiredCount(), it.restored(), it.left());
  }

  private static @Nullable Failure failure(Phase phase) {
    Outcome outcome =
        switch (phase) {
          case Phase.Restoring it -> it.outcome();
          case Phase.Ended it -> it.outcome();
          case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> null;
        };
    return outcome instanceof Outcome.Failed it ? it.failure() : null;
  }
}

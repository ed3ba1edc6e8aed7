package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** May this service be recycled now, and which tasks in which order? Fixed once and for all. */
final class PlanningRule {

  /** How many tasks may be between stop and replacement, and how many are added for it. */
  static final int BATCH = 1;

  /** Tasks that do not serve cost no headroom, so they go first; then the oldest. */
  private static final Comparator<SeenTask> TURN =
      Comparator.comparing(Health::serves)
          .thenComparing(
              task -> task.origin().createdAt(), Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(SeenTask::arn);

  private PlanningRule() {}

  static Move apply(Recycle recycle, ServiceSnapshot seen, Instant now) {
    Failure blocker = blocker(recycle.spec().service(), seen.service());
    if (blocker != null) {
      return Move.fail(recycle, blocker.code(), blocker.message(), now);
    }
    boolean surge = recycle.spec().maintainServiceState() && !seen.service().kind().daemon();
    Plan plan = plan(seen, surge);
    Recycle planned = recycle.with(plan);
    var started = new RecycleEvent.RecycleStarted(recycle.spec().service());
    var counted =
        new RecycleEvent.TasksPlanned(
            plan.originalDesiredCount(), plan.slots().size(), plan.floor());
    if (plan.slots().isEmpty()) {
      return Move.end(
          planned, new Outcome.Succeeded(), started, counted, nothingToDo(seen.service()));
    }
    return surge
        ? Move.go(
            planned
                .with(CapacityLease.of(seen, BATCH))
                .with(new Phase.Surging(now, now.plus(recycle.spec().patience().replacement()))),
            started,
            counted)
        : Move.go(planned.with(new Phase.Recycling(now)), started, counted);
  }

  private static Plan plan(ServiceSnapshot seen, boolean surge) {
    int desired = seen.service().desiredCount();
    List<Slot> slots =
        desired == 0
            ? List.of()
            : seen.tasks().stream()
                .filter(task -> !task.life().ending())
                .sorted(TURN)
                .map(task -> Slot.waiting(task.arn()))
                .toList();
    return new Plan(desired, surge ? desired : Math.max(0, desired - BATCH), slots);
  }

  private static RecycleEvent nothingToDo(SeenService service) {
    return new RecycleEvent.NothingToDo(
        service.desiredCount() == 0
            ? "the service's desired count is 0"
            : "the service has no running task");
  }

  private static @Nullable Failure blocker(ServiceName name, SeenService service) {
    if (!service.active()) {
      return new Failure(
          Failure.Code.SERVICE_NOT_ACTIVE,
          "Service %s is %s; only an ACTIVE service can be recycled."
              .formatted(name, service.status()));
    }
    if (!service.kind().deployedByEcs()) {
      return new Failure(
          Failure.Code.UNSUPPORTED_DEPLOYMENT_CONTROLLER,
          "Service %s is deployed by %s; only services deployed by ECS itself can be recycled."
              .formatted(name, service.kind().deploymentController()));
    }
    if (service.kind().loadBalanced()) {
      return new Failure(
          Failure.Code.UNSUPPORTED_LOAD_BALANCER,
          "Service %s is behind a load balancer, whose view of a task's health cannot be read yet;"
                  .formatted(name)
              + " without it a task could be stopped while its replacement serves nobody.");
    }
    if (service.deploying()) {
      return new Failure(
          Failure.Code.DEPLOYMENT_RUNNING,
          "A deployment of %s is running; ask again when it has completed.".formatted(name));
    }
    return null;
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** May this service be recycled now, and which tasks in which order? Fixed once and for all. */
final class PlanningRule {

  private PlanningRule() {}

  static Move apply(Recycle recycle, ServiceSnapshot seen, Instant now) {
    RecycleSpec spec = recycle.spec();
    List<Failure> blockers = Blockers.of(spec, seen.service());
    if (!blockers.isEmpty()) {
      return Move.fail(recycle, blockers.getFirst(), now);
    }
    if (seen.service().deploying()) {
      return Move.hold(
          recycle, Hold.Reason.DEPLOYMENT_RUNNING, Blockers.deployment(spec, seen.service()), now);
    }
    if (recycle.brakes().pause() != null) {
      return Move.rest(recycle, Move.HOLDING);
    }
    Plan plan = plan(spec, seen, now);
    Recycle planned = recycle.with(plan);
    List<RecycleEvent> events = told(recycle, plan, seen.service());
    if (plan.slots().isEmpty()) {
      return Move.end(planned.held(null), new Outcome.Succeeded(), events);
    }
    return surges(spec, seen.service())
        ? Move.go(planned.held(null).with(lease(plan, seen)).with(surging(spec, now)), events)
        : Move.next(planned.held(null).with(new Phase.Recycling(now, 0)), events);
  }

  /** What is to be done: which tasks in which order, at which strength. */
  static Plan plan(RecycleSpec spec, ServiceSnapshot seen, Instant now) {
    int desired = seen.service().desiredCount();
    List<Slot> slots =
        desired == 0
            ? List.of()
            : Turns.inOrder(selected(spec, seen)).stream()
                .map(task -> Slot.waiting(task.arn()))
                .toList();
    int batch = seen.service().kind().daemon() ? 1 : spec.rhythm().batch().of(desired);
    int limited = Math.max(1, Math.min(batch, slots.size()));
    int floor = surges(spec, seen.service()) ? desired : Math.max(0, desired - limited);
    Share checkpoint = spec.rhythm().checkpoint();
    return new Plan(
        new Plan.Strength(desired, floor, limited),
        now,
        checkpoint == null ? null : checkpoint.of(slots.size()),
        slots,
        bystanders(seen, slots));
  }

  /** The lease for adding a batch of tasks to what is seen. */
  static CapacityLease lease(Plan plan, ServiceSnapshot seen) {
    return CapacityLease.of(seen, plan.strength().batch());
  }

  static boolean surges(RecycleSpec spec, SeenService service) {
    return spec.rhythm().maintainServiceState() && !service.kind().daemon();
  }

  private static Phase.Surging surging(RecycleSpec spec, Instant now) {
    return new Phase.Surging(now, now.plus(spec.patience().replacement()), null);
  }

  private static List<SeenTask> selected(RecycleSpec spec, ServiceSnapshot seen) {
    return seen.tasks().stream()
        .filter(task -> !task.life().ending())
        .filter(task -> spec.selection().excludes(task, seen.awsTime()) == null)
        .toList();
  }

  private static Set<String> bystanders(ServiceSnapshot seen, List<Slot> slots) {
    Set<String> planned = slots.stream().map(Slot::taskArn).collect(Collectors.toSet());
    return seen.tasks().stream()
        .map(SeenTask::arn)
        .filter(arn -> !planned.contains(arn))
        .collect(Collectors.toSet());
  }

  private static List<RecycleEvent> told(Recycle recycle, Plan plan, SeenService service) {
    List<RecycleEvent> events = new ArrayList<>();
    Hold hold = recycle.hold();
    if (hold != null) {
      events.add(new RecycleEvent.HoldEnded(hold.reason()));
    }
    events.add(new RecycleEvent.RecycleStarted(recycle.spec().service()));
    events.add(
        new RecycleEvent.TasksPlanned(
            plan.originalDesiredCount(), plan.slots().size(), plan.floor()));
    if (service.kind().daemon() && !plan.slots().isEmpty()) {
      events.add(new RecycleEvent.OneAtATime());
    }
    if (plan.slots().isEmpty()) {
      events.add(new RecycleEvent.NothingToDo(whyNothing(recycle.spec(), service)));
    }
    return events;
  }

  private static String whyNothing(RecycleSpec spec, SeenService service) {
    if (service.desiredCount() == 0) {
      return "the service's desired count is 0";
    }
    return spec.selection().all()
        ? "the service has no running task"
        : "no running task of the service matches what was selected";
  }
}

package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** May this service be recycled now, and which tasks in which order? Fixed once and for all. */
final class PlanningRule {

  private PlanningRule() {}

  static Move apply(Recycle recycle, ServiceSnapshot seen, Instant now) {
    RecycleSpec spec = recycle.spec();
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return Move.end(recycle, ending);
    }
    List<Failure> blockers = Blockers.ofService(spec, seen.service());
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
    Optional<String> contradiction = Blockers.contradiction(seen);
    if (contradiction.isPresent()) {
      return Move.hold(recycle, Hold.Reason.COUNTS_CONTRADICT, contradiction.get(), now);
    }
    List<Failure> unmatched = Blockers.ofSelection(spec, seen);
    if (!unmatched.isEmpty()) {
      return Move.fail(recycle, unmatched.getFirst(), now);
    }
    Plan plan = plan(spec, seen, now);
    Recycle planned = recycle.with(plan);
    List<RecycleEvent> events = told(recycle, plan, seen);
    if (plan.slots().isEmpty()) {
      return Move.end(planned, new Outcome.Succeeded(), events);
    }
    return surges(spec, seen.service())
        ? Move.go(planned.with(lease(plan, seen)).with(surging(spec, now)), events)
        : Move.next(planned.with(new Phase.Recycling(now, 0)), events);
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
        bystanders(seen, slots),
        seen.service().identity());
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

  private static List<RecycleEvent> told(Recycle recycle, Plan plan, ServiceSnapshot seen) {
    SeenService service = seen.service();
    List<RecycleEvent> events = new ArrayList<>();
    events.add(new RecycleEvent.RecycleStarted(recycle.spec().service()));
    events.add(
        new RecycleEvent.TasksPlanned(
            plan.originalDesiredCount(), plan.slots().size(), plan.floor()));
    leftOut(plan, seen).ifPresent(events::add);
    if (service.kind().lattice()) {
      events.add(new RecycleEvent.LatticeNotRead());
    }
    if (service.kind().daemon() && !plan.slots().isEmpty()) {
      events.add(new RecycleEvent.OneAtATime());
    }
    if (plan.slots().isEmpty()) {
      events.add(new RecycleEvent.NothingToDo(whyNothing(recycle.spec(), service)));
    }
    return events;
  }

  /** What was there and is not part of the plan must not go without a word. */
  private static Optional<RecycleEvent> leftOut(Plan plan, ServiceSnapshot seen) {
    int unselected =
        (int)
            seen.tasks().stream()
                .filter(task -> !task.life().ending() && plan.bystanders().contains(task.arn()))
                .count();
    boolean all = unselected == 0 && seen.strangers().isEmpty();
    return all || plan.slots().isEmpty()
        ? Optional.empty()
        : Optional.of(new RecycleEvent.TasksLeftOut(unselected, seen.strangers().size()));
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

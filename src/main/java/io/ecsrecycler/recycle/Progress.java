package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the slots, derived from the task ARNs of one look.
 *
 * @param recycle the state with every slot as seen
 * @param events what was noticed
 * @param changed whether anything was
 */
record Progress(Recycle recycle, List<RecycleEvent> events, boolean changed) {

  static Progress of(Recycle recycle, ServiceSnapshot seen, Instant now) {
    Plan before = recycle.requirePlan();
    List<RecycleEvent> events = new ArrayList<>();
    Plan plan = before;
    for (Slot slot : before.slots()) {
      Slot after = observe(slot, plan, seen, now);
      plan = plan.with(after);
      events.addAll(told(after, slot, before, recycle.spec().waitTime()));
    }
    boolean settled = !plan.inFlight() && before.inFlight() && !recycle.spec().waitTime().isZero();
    Recycle next = recycle.with(plan);
    return new Progress(
        settled && plan.count(Slot.Failed.class) == before.count(Slot.Failed.class)
            ? next.with(new Phase.Settling(now, now.plus(recycle.spec().waitTime())))
            : next,
        events,
        !plan.equals(before));
  }

  private static Slot observe(Slot slot, Plan plan, ServiceSnapshot seen, Instant now) {
    return switch (slot.state()) {
      case Slot.Waiting _ -> leaving(slot, seen) ? slot.now(new Slot.Gone(now)) : slot;
      case Slot.Stopping it -> replacement(slot, it, plan, seen, now);
      case Slot.Replaced _, Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> slot;
    };
  }

  private static boolean leaving(Slot slot, ServiceSnapshot seen) {
    return seen.task(slot.taskArn()).map(task -> task.life().ending()).orElse(true);
  }

  /** The task that took the slot's place: a new ARN, healthy, once the old one is seen leaving. */
  private static Slot replacement(
      Slot slot, Slot.Stopping state, Plan plan, ServiceSnapshot seen, Instant now) {
    List<SeenTask> candidates =
        seen.tasks().stream()
            .filter(task -> !state.known().contains(task.arn()) && !plan.claims(task.arn()))
            .toList();
    Optional<SeenTask> healthy = candidates.stream().filter(Health::serves).findFirst();
    if (healthy.isPresent() && leaving(slot, seen)) {
      return slot.now(new Slot.Replaced(healthy.get().arn(), state.since(), now));
    }
    if (seen.service().deploying()) {
      // Tasks come and go with a deployment; none of that is the replacement's failure.
      return slot.now(new Slot.Stopping(state.since(), state.deadline(), state.known(), Set.of()));
    }
    Optional<SeenTask> died =
        candidates.stream()
            .filter(task -> state.candidates().contains(task.arn()) && task.life().ending())
            .findFirst();
    if (died.isPresent()) {
      return failed(
          Failure.Code.REPLACEMENT_FAILED,
          slot,
          state,
          "its replacement stopped: " + Health.describe(died.get()),
          seen);
    }
    return now.isBefore(state.deadline())
        ? slot.now(noting(state, candidates))
        : failed(Failure.Code.REPLACEMENT_NOT_HEALTHY, slot, state, late(state, candidates), seen);
  }

  private static Slot.Stopping noting(Slot.Stopping state, List<SeenTask> candidates) {
    Set<String> all = new HashSet<>(state.candidates());
    candidates.stream().filter(task -> !task.life().ending()).map(SeenTask::arn).forEach(all::add);
    return new Slot.Stopping(state.since(), state.deadline(), state.known(), all);
  }

  private static String late(Slot.Stopping state, List<SeenTask> candidates) {
    return "its replacement was not healthy within %d seconds (%s)"
        .formatted(
            Duration.between(state.since(), state.deadline()).toSeconds(),
            candidates.stream().findFirst().map(Health::describe).orElse("no new task was seen"));
  }

  private static Slot failed(
      Failure.Code code, Slot slot, Slot.Stopping state, String what, ServiceSnapshot seen) {
    String message =
        "Task %s was stopped and %s; %s. No further task was stopped."
            .formatted(slot.taskArn(), what, seen.service().lastEvent());
    return slot.now(new Slot.Failed(state.since(), new Failure(code, message)));
  }

  private static List<RecycleEvent> told(Slot after, Slot before, Plan plan, Duration wait) {
    if (Objects.equals(after.state().getClass(), before.state().getClass())) {
      return List.of();
    }
    int number = plan.number(after);
    return switch (after.state()) {
      case Slot.Waiting _, Slot.Stopping _, Slot.Skipped _ -> List.of();
      case Slot.Replaced it ->
          List.of(
              new RecycleEvent.ReplacementHealthy(
                  number, after.taskArn(), it.by(), wait.toSeconds()));
      case Slot.Gone _ ->
          List.of(new RecycleEvent.TaskGone(number, plan.slots().size(), after.taskArn()));
      case Slot.Failed it ->
          List.of(
              new RecycleEvent.ReplacementFailed(number, after.taskArn(), it.failure().message()));
    };
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
      Slot after = observe(slot, recycle.with(plan), seen, now);
      plan = plan.with(after);
      events.addAll(told(after, slot, before, recycle.spec().rhythm().waitTime()));
    }
    return new Progress(recycle.with(plan), events, !plan.equals(before));
  }

  private static Slot observe(Slot slot, Recycle recycle, ServiceSnapshot seen, Instant now) {
    return switch (slot.state()) {
      case Slot.Waiting _ -> leaving(slot, seen) ? slot.now(new Slot.Gone(now)) : slot;
      case Slot.Stopping it -> replacement(slot, it, recycle, seen, now);
      case Slot.Replaced _, Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> slot;
    };
  }

  private static boolean leaving(Slot slot, ServiceSnapshot seen) {
    return seen.task(slot.taskArn()).map(task -> task.life().ending()).orElse(true);
  }

  /** The task that took the slot's place: a new ARN, healthy, once the old one is seen leaving. */
  private static Slot replacement(
      Slot slot, Slot.Stopping before, Recycle recycle, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    List<SeenTask> candidates =
        seen.tasks().stream()
            .filter(task -> !before.known().contains(task.arn()) && !plan.claims(task.arn()))
            .toList();
    Slot.Stopping state = noting(before, candidates, now);
    Optional<SeenTask> healthy =
        candidates.stream()
            .filter(task -> proven(task, state, recycle.spec().caution().minimumHealthy(), now))
            .findFirst();
    if (healthy.isPresent() && leaving(slot, seen)) {
      return slot.now(new Slot.Replaced(healthy.get().arn(), state.since(), now));
    }
    if (seen.service().deploying()) {
      // Tasks come and go with a deployment; none of that is the replacement's failure.
      return slot.now(state.seeing(Set.of(), state.servingSince()));
    }
    Optional<SeenTask> died =
        candidates.stream()
            .filter(task -> before.candidates().contains(task.arn()) && task.life().failed())
            .findFirst();
    if (died.isPresent()) {
      return failed(slot, state, Failures.replacementEnded(slot, died.get(), seen.service()));
    }
    return now.isBefore(state.deadline()) || neverArrived(slot, recycle, seen)
        ? slot.now(state)
        : failed(
            slot,
            state,
            Failures.replacementLate(
                slot,
                Duration.between(state.since(), state.deadline()),
                candidates,
                seen.service()));
  }

  /** A task that may never have been asked to stop has no replacement that could be late. */
  private static boolean neverArrived(Slot slot, Recycle recycle, ServiceSnapshot seen) {
    return StopTask.unanswered(recycle)
            .filter(it -> it.taskArn().equals(slot.taskArn()))
            .isPresent()
        && StopTask.looksUntouched(slot, seen);
  }

  /** Whether that task serves, and has done so long enough where nothing checks it. */
  private static boolean proven(
      SeenTask task, Slot.Stopping state, Duration minimumHealthy, Instant now) {
    if (!Health.serves(task)) {
      return false;
    }
    Instant since = state.servingSince().getOrDefault(task.arn(), now);
    return Health.isChecked(task) || !now.isBefore(since.plus(minimumHealthy));
  }

  private static Slot.Stopping noting(Slot.Stopping state, List<SeenTask> candidates, Instant now) {
    Set<String> appeared = new HashSet<>(state.candidates());
    candidates.stream()
        .filter(task -> !task.life().ending())
        .map(SeenTask::arn)
        .forEach(appeared::add);
    Map<String, Instant> serving = new HashMap<>();
    candidates.stream()
        .filter(Health::serves)
        .forEach(
            task -> serving.put(task.arn(), state.servingSince().getOrDefault(task.arn(), now)));
    return state.seeing(appeared, serving);
  }

  private static Slot failed(Slot slot, Slot.Stopping state, Failure failure) {
    return slot.now(new Slot.Failed(state.since(), failure));
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

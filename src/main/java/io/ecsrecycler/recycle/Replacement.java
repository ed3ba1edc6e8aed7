package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The task that takes a stopped one's place: a new ARN, healthy, once the old task is seen leaving.
 * The first of these that applies decides:
 *
 * <ol>
 *   <li>it is there, and proven: the slot is replaced;
 *   <li>a deployment runs, or has failed: tasks come and go with it, so nothing is concluded;
 *   <li>it died by its own fault: the slot has failed;
 *   <li>ECS has all the tasks that it wants, so none will come: the slot is gone;
 *   <li>ECS finds no place for it, or its time is up: the slot has failed, unless there is doubt.
 * </ol>
 */
final class Replacement {

  private Replacement() {}

  static Slot observe(
      Slot slot, Slot.Stopping before, Recycle recycle, ServiceSnapshot seen, Instant now) {
    Plan plan = recycle.requirePlan();
    List<SeenTask> candidates = candidates(before, plan, seen);
    Slot.Stopping state = noting(slot, before, candidates, seen, now);
    Optional<SeenTask> proven =
        candidates.stream()
            .filter(task -> isProven(task, state, recycle.spec().caution().minimumHealthy(), now))
            .findFirst();
    if (proven.isPresent() && isLeaving(slot, state, seen)) {
      return slot.now(new Slot.Replaced(proven.get().arn(), state.since(), now));
    }
    if (seen.service().unsettled()) {
      return slot.now(state.seeing(Set.of(), state.servingSince()));
    }
    Optional<SeenTask> died =
        candidates.stream()
            .filter(task -> before.candidates().contains(task.arn()) && task.life().failed())
            .findFirst();
    if (died.isPresent()) {
      Failure failure = Failures.replacementEnded(slot, died.get(), seen.service());
      return slot.now(new Slot.Failed(state.since(), failure, died.get().arn()));
    }
    return isUnwanted(slot, state, candidates, seen)
        ? slot.now(new Slot.Gone(now))
        : awaited(slot, state, recycle, seen, now);
  }

  /** New tasks that no other slot has claimed. */
  private static List<SeenTask> candidates(Slot.Stopping state, Plan plan, ServiceSnapshot seen) {
    return seen.tasks().stream()
        .filter(task -> !state.known().contains(task.arn()) && !plan.claims(task.arn()))
        .toList();
  }

  private static Slot awaited(
      Slot slot, Slot.Stopping state, Recycle recycle, ServiceSnapshot seen, Instant now) {
    Duration placement = recycle.spec().patience().placement();
    Instant unplaced = state.unplacedSince();
    if (placement != null && unplaced != null && !now.isBefore(unplaced.plus(placement))) {
      return failed(slot, state, Failures.replacementUnplaced(slot, placement, seen.service()));
    }
    Plan plan = recycle.requirePlan();
    boolean open =
        now.isBefore(state.deadline())
            || neverArrived(slot, recycle, seen)
            || unknown(state, plan, seen).isPresent();
    return open
        ? slot.now(state)
        : failed(
            slot,
            state,
            Failures.replacementLate(
                slot,
                Duration.between(state.since(), state.deadline()),
                candidates(state, plan, seen),
                seen));
  }

  private static Slot failed(Slot slot, Slot.Stopping state, Failure failure) {
    return slot.now(new Slot.Failed(state.since(), failure));
  }

  /** Absence counts only when the look must show the stop: ECS may miss a task for a moment. */
  private static boolean isLeaving(Slot slot, Slot.Stopping state, ServiceSnapshot seen) {
    return seen.task(slot.taskArn())
        .map(task -> task.life().ending())
        .orElse(!seen.begunAt().isBefore(state.since().plus(Asked.READ_LAG)));
  }

  /**
   * Whether ECS starts none in its place: it has as many tasks as it wants without the old one,
   * because somebody lowered the desired count, and so much time has passed that it would show.
   */
  private static boolean isUnwanted(
      Slot slot, Slot.Stopping state, List<SeenTask> candidates, ServiceSnapshot seen) {
    return candidates.stream().allMatch(task -> task.life().ending())
        && isLeaving(slot, state, seen)
        && !seen.begunAt().isBefore(state.since().plus(Asked.READ_LAG))
        && seen.tasksToKeep() >= seen.service().desiredCount();
  }

  /** A task that may never have been asked to stop has no replacement that could be late. */
  private static boolean neverArrived(Slot slot, Recycle recycle, ServiceSnapshot seen) {
    return StopTask.unanswered(recycle)
            .filter(it -> it.taskArn().equals(slot.taskArn()))
            .isPresent()
        && StopTask.looksUntouched(slot, seen);
  }

  /** A candidate of unknown health, where other tasks' health is unknown as well. */
  static Optional<SeenTask> unknown(Slot.Stopping state, Plan plan, ServiceSnapshot seen) {
    List<SeenTask> candidates = candidates(state, plan, seen);
    boolean others =
        seen.tasks().stream().anyMatch(it -> Health.isUnknown(it) && !candidates.contains(it));
    return others ? candidates.stream().filter(Health::isUnknown).findFirst() : Optional.empty();
  }

  /** Whether that task serves, and has done so long enough where nothing checks it. */
  private static boolean isProven(
      SeenTask task, Slot.Stopping state, Duration minimumHealthy, Instant now) {
    if (!Health.serves(task)) {
      return false;
    }
    Instant since = state.servingSince().getOrDefault(task.arn(), now);
    return Health.isChecked(task) || !now.isBefore(since.plus(minimumHealthy));
  }

  private static Slot.Stopping noting(
      Slot slot,
      Slot.Stopping state,
      List<SeenTask> candidates,
      ServiceSnapshot seen,
      Instant now) {
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
    return state.seeing(appeared, serving).unplaced(unplaced(slot, state, candidates, seen, now));
  }

  /** While the old task holds its place, ECS may well find none for the new one. */
  private static @Nullable Instant unplaced(
      Slot slot,
      Slot.Stopping state,
      List<SeenTask> candidates,
      ServiceSnapshot seen,
      Instant now) {
    boolean left = seen.task(slot.taskArn()).map(task -> task.life().stopped()).orElse(true);
    boolean none = candidates.stream().allMatch(task -> task.life().ending());
    if (!left || !none || !seen.service().unableToPlace()) {
      return null;
    }
    return state.unplacedSince() == null ? now : state.unplacedSince();
  }
}

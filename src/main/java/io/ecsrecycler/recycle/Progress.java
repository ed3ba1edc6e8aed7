package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
      told(after, slot, recycle.with(plan), seen).ifPresent(events::add);
    }
    plan = plan.knowing(seen.tasks());
    return new Progress(recycle.with(plan), events, !plan.equals(before));
  }

  /**
   * Why nothing can be concluded about a replacement whose time is up: its health is unknown, and
   * so is that of other tasks. Then ECS has lost its agents rather than the task its health.
   */
  static Optional<String> doubt(Plan plan, ServiceSnapshot seen, Instant now) {
    return plan.slots().stream()
        .filter(slot -> slot.state() instanceof Slot.Stopping it && !now.isBefore(it.deadline()))
        .flatMap(slot -> Replacement.unknown((Slot.Stopping) slot.state(), plan, seen).stream())
        .findFirst()
        .map(task ->
            "The health of the replacement is unknown, and that of other tasks as well (%s); going on by itself when it is known."
                .formatted(Health.describe(task)));
  }

  private static Slot observe(Slot slot, Recycle recycle, ServiceSnapshot seen, Instant now) {
    return switch (slot.state()) {
      case Slot.Waiting it -> waiting(slot, it, seen, now);
      case Slot.Stopping it -> Replacement.observe(slot, it, recycle, seen, now);
      case Slot.Replaced it -> living(slot, it, seen);
      case Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> slot;
    };
  }

  /** A task that does not show is gone only when later looks agree: one look may miss it. */
  private static Slot waiting(Slot slot, Slot.Waiting before, ServiceSnapshot seen, Instant now) {
    Optional<SeenTask> task = seen.task(slot.taskArn());
    if (task.isPresent()) {
      return slot.now(task.get().life().ending() ? new Slot.Gone(now) : new Slot.Waiting());
    }
    Instant since = before.missingSince() == null ? now : before.missingSince();
    return slot.now(
        now.isBefore(since.plus(Asked.READ_LAG)) ? new Slot.Waiting(since) : new Slot.Gone(now));
  }

  /** A new task that has taken an old one's place must live: its death by its own fault counts. */
  private static Slot living(Slot slot, Slot.Replaced replaced, ServiceSnapshot seen) {
    if (seen.service().unsettled()) {
      return slot;
    }
    return seen.task(replaced.by())
        .filter(task -> task.life().failed())
        .map(task ->
            slot.now(
                new Slot.Failed(
                    replaced.stoppedAt(),
                    Failures.replacementEnded(slot, task, seen.service()),
                    task.arn())))
        .orElse(slot);
  }

  private static Optional<RecycleEvent> told(
      Slot after, Slot before, Recycle recycle, ServiceSnapshot seen) {
    if (Objects.equals(after.state().getClass(), before.state().getClass())) {
      return Optional.empty();
    }
    Plan plan = recycle.requirePlan();
    int number = plan.number(after);
    int of = plan.slots().size();
    return switch (after.state()) {
      case Slot.Waiting _, Slot.Stopping _, Slot.Skipped _ -> Optional.empty();
      case Slot.Replaced it ->
          Optional.of(
              new RecycleEvent.ReplacementHealthy(
                  number,
                  after.taskArn(),
                  it.by(),
                  recycle.spec().rhythm().waitTime().toSeconds()));
      case Slot.Gone _ when before.state() instanceof Slot.Stopping ->
          Optional.of(
              new RecycleEvent.ReplacementNotWanted(
                  number, of, after.taskArn(), seen.service().desiredCount()));
      case Slot.Gone _ -> Optional.of(new RecycleEvent.TaskGone(number, of, after.taskArn()));
      case Slot.Failed it ->
          Optional.of(
              new RecycleEvent.ReplacementFailed(number, after.taskArn(), it.failure().message()));
    };
  }
}

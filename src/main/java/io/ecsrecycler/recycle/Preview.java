package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a recycle would do to what was seen; nothing is changed by finding out.
 *
 * @param blockers why it would be refused; empty when it would not
 * @param plan which tasks in which order, at which strength
 * @param tasks every task that was seen: those of the plan in their order, then the others
 * @param calls the calls it would make that change something, in order
 * @param estimate how long it would take, from how long the running tasks took to start
 */
public record Preview(
    List<Failure> blockers, Plan plan, List<Turn> tasks, List<String> calls, Duration estimate) {

  /** Where no running task tells: about what Fargate and EC2 take (ECS facts, section 3). */
  private static final Duration TYPICAL_START = Duration.ofSeconds(20);

  /**
   * What would become of one task.
   *
   * @param verdict for programs
   * @param why in words; null when it would simply be recycled
   */
  public record Turn(String taskArn, Verdict verdict, @Nullable String why) {}

  /** What would become of a task; the names are part of the REST contract. */
  public enum Verdict {
    WILL_BE_RECYCLED,
    /** It will be recycled once its scale-in protection ends. */
    WAITS_FOR_PROTECTION,
    LEFT_ALONE
  }

  /** Finds out. */
  public static Preview of(RecycleSpec spec, ServiceSnapshot seen, Instant now) {
    List<Failure> blockers = Blockers.of(spec, seen);
    Plan plan = PlanningRule.plan(spec, seen, now);
    return new Preview(
        blockers,
        plan,
        turns(spec, plan, seen),
        blockers.isEmpty() ? calls(spec, plan, seen) : List.of(),
        estimate(spec, plan, seen));
  }

  /**
   * Finds out for a service that may have a recycle under way.
   *
   * @param held what that one has raised, which the look shows; null when nothing is
   */
  public static Preview of(
      RecycleSpec spec, ServiceSnapshot seen, @Nullable CapacityLease held, Instant now) {
    return of(spec, held == null ? seen : putBack(seen, held), now);
  }

  private static ServiceSnapshot putBack(ServiceSnapshot seen, CapacityLease held) {
    SeenService service = seen.service();
    ScalableTarget target = seen.scalableTarget();
    int desired = service.desiredCount();
    return new ServiceSnapshot(
        seen.begunAt(),
        seen.awsTime(),
        new SeenService(
            service.identity(),
            service.status(),
            new SeenService.Counts(
                held.holds(desired) ? held.desired().found() : desired,
                service.counts().running(),
                service.counts().pending()),
            service.kind(),
            service.deployments(),
            service.events()),
        seen.tasks(),
        target == null ? null : held.asFound(target),
        seen.strangers());
  }

  private static List<Turn> turns(RecycleSpec spec, Plan plan, ServiceSnapshot seen) {
    List<Turn> turns = new ArrayList<>();
    for (Slot slot : plan.slots()) {
      turns.add(turn(spec, seen.task(slot.taskArn()).orElseThrow()));
    }
    for (SeenTask task : seen.tasks()) {
      if (plan.bystanders().contains(task.arn())) {
        String why = spec.selection().excludes(task, seen.awsTime());
        turns.add(
            new Turn(
                task.arn(),
                Verdict.LEFT_ALONE,
                why == null ? "it is stopping already, or the desired count is 0" : why));
      }
    }
    return turns;
  }

  private static Turn turn(RecycleSpec spec, SeenTask task) {
    if (task.protection() == SeenTask.Protection.UNKNOWN
        && spec.caution().protectedTasks() != RecycleSpec.ProtectedTasks.STOP) {
      return new Turn(
          task.arn(),
          Verdict.WAITS_FOR_PROTECTION,
          "ECS does not tell whether it is protected from scale-in");
    }
    if (task.protection() != SeenTask.Protection.PROTECTED) {
      return new Turn(task.arn(), Verdict.WILL_BE_RECYCLED, null);
    }
    return switch (spec.caution().protectedTasks()) {
      case WAIT ->
          new Turn(
              task.arn(),
              Verdict.WAITS_FOR_PROTECTION,
              "it is protected from scale-in; others go first");
      case SKIP -> new Turn(task.arn(), Verdict.LEFT_ALONE, "it is protected from scale-in");
      case STOP ->
          new Turn(
              task.arn(), Verdict.WILL_BE_RECYCLED, "its protection from scale-in is disregarded");
    };
  }

  private static List<String> calls(RecycleSpec spec, Plan plan, ServiceSnapshot seen) {
    List<String> calls = new ArrayList<>();
    if (plan.slots().isEmpty()) {
      return calls;
    }
    boolean surges = PlanningRule.surges(spec, seen.service());
    CapacityLease lease = PlanningRule.lease(plan, seen);
    if (surges && lease.touchesAutoscaling()) {
      calls.add("application-autoscaling:RegisterScalableTarget " + lease.heldSentence());
    }
    if (surges) {
      calls.add("ecs:UpdateService desiredCount=" + lease.desired().set());
    }
    calls.add("ecs:StopTask, %d times".formatted(plan.slots().size()));
    if (surges) {
      calls.add("ecs:UpdateService desiredCount=" + lease.desired().found());
    }
    if (surges && lease.touchesAutoscaling()) {
      calls.add("application-autoscaling:RegisterScalableTarget with what was found");
    }
    return calls;
  }

  private static Duration estimate(RecycleSpec spec, Plan plan, ServiceSnapshot seen) {
    if (plan.slots().isEmpty()) {
      return Duration.ZERO;
    }
    OptionalDouble average =
        seen.tasks().stream()
            .map(SeenTask::origin)
            .mapToLong(Preview::start)
            .filter(it -> it > 0)
            .average();
    Duration start =
        average.isPresent() ? Duration.ofMillis((long) average.getAsDouble()) : TYPICAL_START;
    int batches = Math.ceilDiv(plan.slots().size(), plan.strength().batch());
    Duration batch = start.plus(spec.rhythm().waitTime());
    return batch
        .multipliedBy(batches)
        .plus(PlanningRule.surges(spec, seen.service()) ? start : Duration.ZERO);
  }

  private static long start(SeenTask.Origin origin) {
    return origin.createdAt() == null || origin.startedAt() == null
        ? 0
        : Duration.between(origin.createdAt(), origin.startedAt()).toMillis();
  }
}

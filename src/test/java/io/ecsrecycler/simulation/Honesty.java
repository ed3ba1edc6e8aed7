package io.ecsrecycler.simulation;

import static io.ecsrecycler.simulation.Promises.promise;

import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import io.ecsrecycler.simulator.ServiceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * It says the truth: it holds and fails only for reasons that are true at that time, it is never
 * silent for longer than its limits allow, and what it calls recycled lives.
 */
final class Honesty {

  /** What a look may lag, a process may sleep, die and come back in. */
  private static final Duration SLACK = Duration.ofMinutes(6);

  /** How much later than its decision a commit may be. */
  private static final Duration COMMIT = Duration.ofMinutes(2);

  private static final Duration GRACE = Duration.ofSeconds(55);

  private final World world;
  private final Truth truth;
  private final Map<String, Instant> diedAt = new HashMap<>();
  private final Set<String> served = new HashSet<>();
  private boolean readsGoWrong;
  private boolean healthHidden;
  private Instant lastWord;
  private @Nullable Instant heldSince;

  Honesty(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
    this.lastWord = world.now();
  }

  /** From now on what a look shows need not be so. */
  void readsGoWrong() {
    readsGoWrong = true;
  }

  /** From now on health may be hidden though the tasks serve. */
  void healthIsHidden() {
    healthHidden = true;
  }

  /** Something may have happened. */
  void note() {
    Set<String> stopped = new HashSet<>();
    truth.now().report().stops().forEach(stop -> stopped.add(stop.taskArn()));
    truth.now().report().tasks().stream()
        .filter(task -> task.desiredStatus().equals("STOPPED"))
        .map(task -> task.taskArn())
        .filter(arn -> served.contains(arn) && !stopped.contains(arn))
        .forEach(arn -> diedAt.putIfAbsent(arn, world.now()));
    served.addAll(truth.now().healthy());
    neverSilent();
  }

  /** Without a hold and a pause, it says something at least as often as its limits end. */
  private void neverSilent() {
    Recycle recycle = world.recycle();
    boolean waits = recycle.hold() != null || recycle.brakes().pause() != null || recycle.ended();
    Duration longest =
        recycle
            .spec()
            .patience()
            .replacement()
            .plus(recycle.spec().rhythm().waitTime())
            .plus(recycle.spec().caution().minimumHealthy())
            .plus(SLACK);
    promise(
        waits || !world.now().isAfter(lastWord.plus(longest)),
        "has said nothing since %s, and holds for no reason: %s",
        lastWord,
        recycle.phase());
  }

  /** Every commit. */
  void committed(Recycle was, Recycle is) {
    lastWord = world.now();
    if (outcome(is) instanceof Outcome.Failed(Failure failure) && outcome(was) == null) {
      failed(failure, is);
    }
    countHeld(is);
    if (was.plan() != null && is.plan() != null) {
      gone(was.plan(), is.plan());
    }
    Hold hold = is.hold();
    if (hold != null && (was.hold() == null || was.hold().reason() != hold.reason())) {
      begins(hold, is);
    }
    boolean succeeds =
        is.phase() instanceof Phase.Restoring(_, Outcome.Succeeded _)
            || is.phase() instanceof Phase.Ended(Outcome.Succeeded _, _);
    if (succeeds && was.phase() instanceof Phase.Recycling && is.plan() != null) {
      lives(is.plan());
    }
  }

  /** What it calls gone by itself is not there, or has not been shown for a while. */
  private void gone(Plan was, Plan is) {
    for (int i = 0; i < is.slots().size(); i++) {
      Slot slot = is.slots().get(i);
      if (was.slots().get(i).state() instanceof Slot.Waiting(Instant missingSince)
          && slot.state() instanceof Slot.Gone) {
        promise(
            missingSince != null || !isKept(slot.taskArn()),
            "calls a task gone that is there: %s",
            slot);
      }
    }
  }

  /** Where the desired count is 0, every task goes. */
  private boolean isKept(String arn) {
    return seen().report().desiredCount() > 0
        && seen().report().tasks().stream()
            .anyMatch(task -> task.taskArn().equals(arn) && task.desiredStatus().equals("RUNNING"));
  }

  private void countHeld(Recycle is) {
    if (is.hold() == null || is.brakes().pause() != null) {
      heldSince = null;
    } else if (heldSince == null) {
      heldSince = world.now();
    }
  }

  private Truth.Moment seen() {
    return truth.at(
        world.promises().lastLook().minus(world.scenario().service().physics().readLag()));
  }

  private static @Nullable Outcome outcome(Recycle recycle) {
    return switch (recycle.phase()) {
      case Phase.Restoring it -> it.outcome();
      case Phase.Ended it -> it.outcome();
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> null;
    };
  }

  private boolean isUnsettled() {
    return seen().report().deploying() || world.promises().unsettledSince(seen().at());
  }

  private void begins(Hold hold, Recycle recycle) {
    switch (hold.reason()) {
      case DEPLOYMENT_RUNNING ->
          promise(readsGoWrong || isUnsettled(), "no deployment runs: %s", hold);
      case NOT_ENOUGH_HEALTHY -> tooFew(hold, recycle);
      case AWS_ANSWER_INCOMPLETE, OTHER_SERVICE ->
          promise(readsGoWrong, "nothing is wrong with the reads: %s", hold);
      case DEPLOYMENT_FAILED,
          COUNTS_CONTRADICT,
          HEALTH_UNKNOWN,
          TASKS_PROTECTED,
          PROTECTION_UNKNOWN,
          ACTION_IN_DOUBT,
          SCALABLE_TARGET_NOT_FOUND,
          SERVICE_NOT_FOUND,
          LOOK_TOO_SLOW,
          UNEXPECTED_ERROR,
          AWS_THROTTLED,
          AWS_UNREACHABLE,
          AWS_SERVER_ERROR,
          AWS_CREDENTIALS,
          AWS_ACCESS_DENIED,
          AWS_REJECTED -> {}
    }
  }

  private void tooFew(Hold hold, Recycle recycle) {
    Plan plan = Objects.requireNonNull(recycle.plan());
    Truth.Moment seen = seen();
    int most = Math.max(plan.strength().batch(), 1);
    promise(
        readsGoWrong
            || healthHidden
            || seen.healthy().size() - most < plan.floor() + stops(plan, seen),
        "%d are healthy, the floor is %d: %s",
        seen.healthy().size(),
        plan.floor(),
        hold);
  }

  private static long stops(Plan plan, Truth.Moment seen) {
    return plan.slots().stream()
        .filter(
            slot -> slot.state() instanceof Slot.Stopping || slot.state() instanceof Slot.Failed)
        .filter(slot -> seen.healthy().contains(slot.taskArn()))
        .count();
  }

  private void failed(Failure failure, Recycle recycle) {
    Duration limit = recycle.spec().patience().hold();
    promise(
        failure.code() != Failure.Code.HELD_TOO_LONG
            || world.scenario().clockSteps()
            || heldSince != null && !world.now().isBefore(heldSince.plus(limit).minus(COMMIT)),
        "was held since %s only: %s",
        heldSince,
        failure);
    inTime(failure, recycle);
    boolean running = failure.code() == Failure.Code.DEPLOYMENT_RUNNING;
    promise(!running || readsGoWrong || isUnsettled(), "no deployment runs: %s", failure);
  }

  /** A replacement had at least a minute, however wrong the clocks are. */
  private void inTime(Failure failure, Recycle recycle) {
    Plan plan = recycle.plan();
    Duration least =
        Stream.of(recycle.spec().patience().replacement(), recycle.spec().patience().placement())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    boolean late = failure.code() == Failure.Code.REPLACEMENT_NOT_HEALTHY;
    Instant newest =
        truth.now().report().stops().stream()
            .filter(stop -> late && failure.message().contains(stop.taskArn()))
            .map(ServiceReport.Stop::at)
            .max(Comparator.naturalOrder())
            .orElse(null);
    Duration floor = least.compareTo(GRACE) < 0 ? least : GRACE;
    promise(
        plan == null || newest == null || !world.now().isBefore(newest.plus(floor)),
        "gives up after less than a minute, the task was stopped at %s: %s",
        newest,
        failure);
  }

  /** What it calls recycled was not seen to die by its own fault. */
  private void lives(Plan plan) {
    Instant must =
        world.promises().lastLook().minus(world.scenario().service().physics().readLag());
    for (Slot slot : plan.slots()) {
      if (slot.state() instanceof Slot.Replaced it) {
        Instant died = diedAt.get(it.by());
        promise(
            readsGoWrong
                || died == null
                || !died.isBefore(must)
                || world.promises().unsettledSince(died),
            "succeeds though %s has died at %s: %s",
            it.by(),
            died,
            slot);
      }
    }
  }
}

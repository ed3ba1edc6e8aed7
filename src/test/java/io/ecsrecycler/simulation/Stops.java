package io.ecsrecycler.simulation;

import static io.ecsrecycler.simulation.Promises.promise;

import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is promised about stopping tasks. */
final class Stops {

  /** Between the look that decides and the commit, a step may take as long as its look is fresh. */
  private static final Duration SLACK = Duration.ofSeconds(31);

  /** What every engine's clock is wrong by. */
  private static final Duration SKEW = Duration.ofMinutes(7);

  private final World world;
  private final Truth truth;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Instant> shieldedSince = new HashMap<>();
  private final Map<String, Set<String>> thereBefore = new HashMap<>();
  private Set<String> batchBegan = Set.of();
  private @Nullable Instant batchDone;
  private boolean checkpointSeen;
  private @Nullable Instant failedSince;

  Stops(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
  }

  /** Since when the newest deployment has failed; null when it has not. */
  void rolloutFailed(@Nullable Instant since) {
    failedSince = since;
  }

  void asked(String arn) {
    asked.add(arn);
  }

  void shielded(String arn, boolean on) {
    if (on) {
      shieldedSince.putIfAbsent(arn, world.now());
    } else {
      shieldedSince.remove(arn);
    }
  }

  /** Every commit: which stops are begun by it, and whether they may be. */
  void committed(Recycle was, Recycle is) {
    Brakes.Pause pause = is.brakes().pause();
    checkpointSeen |= pause != null && pause.atCheckpoint();
    if (was.phase() instanceof Phase.Recycling
        && is.phase() instanceof Phase.Restoring(_, Outcome.Succeeded _)) {
      mayLower(is);
    }
    if (is.phase() instanceof Phase.Settling it) {
      batchDone = world.scenario().clockSteps() ? null : it.entered().plus(SKEW);
    }
    if (was.plan() != null && is.plan() != null) {
      if (is.plan().count(Slot.Stopping.class) > was.plan().count(Slot.Stopping.class)) {
        mayBegin(was, is.plan());
      }
      is.plan().slots().forEach(this::isNew);
    }
  }

  /** The extra tasks are given back only while enough remain whichever of all ECS picks. */
  private void mayLower(Recycle recycle) {
    Plan plan = Objects.requireNonNull(recycle.plan());
    CapacityLease lease = Objects.requireNonNull(recycle.capacity().lease());
    Truth.Moment seen = seenAt(world.promises().lastLook());
    boolean ours =
        lease.raisedAt() != null && seen.report().desiredCount() == lease.desired().set();
    long healthy = seen.healthy().stream().filter(it -> !asked.contains(it)).count();
    int surplus = lease.desired().set() - lease.desired().found();
    promise(
        !ours
            || plan.count(Slot.Failed.class) > 0
            || world.scenario().blindfolded()
            || healthy - surplus >= floor(plan, seen),
        "gives %d back while only %d are healthy; the floor is %d",
        surplus,
        healthy,
        plan.floor());
  }

  /** What takes an old task's place was not there when its batch began. */
  private void isNew(Slot slot) {
    if (slot.state() instanceof Slot.Replaced it) {
      // A task that every list has missed so far looks new to anybody.
      promise(
          world.promises().readsWentWrong()
              || !thereBefore.getOrDefault(slot.taskArn(), Set.of()).contains(it.by()),
          "takes a task for new that was there before: %s",
          slot);
    }
  }

  private void mayBegin(Recycle was, Plan plan) {
    if (Objects.requireNonNull(was.plan()).count(Slot.Stopping.class) == 0) {
      batchBegan = seenAt(world.promises().lastLook()).there();
    }
    plan.slots().stream()
        .filter(slot -> slot.state() instanceof Slot.Stopping)
        .forEach(slot -> thereBefore.put(slot.taskArn(), batchBegan));
    RecycleSpec spec = world.scenario().spec();
    Duration wait = spec.rhythm().waitTime();
    promise(
        batchDone == null || !world.now().isBefore(batchDone.plus(wait)),
        "stops %s after the last batch, not %s",
        batchDone,
        wait);
    promise(
        was.plan().count(Slot.Failed.class) < spec.caution().maxFailedReplacements(),
        "stops one more after the failures of %s",
        plan);
    Integer checkpoint = was.plan().checkpoint();
    promise(
        checkpoint == null || checkpointSeen || stopped(plan) <= checkpoint,
        "stops %d tasks before the checkpoint after %s",
        stopped(plan),
        checkpoint);
    Duration whole = spec.patience().whole();
    promise(
        whole == null
            || world.scenario().clockSteps()
            || world
                .promises()
                .lastLook()
                .minus(SKEW)
                .isBefore(plan.begun().plus(whole).plus(SLACK)),
        "stops one more after the whole took longer than %s",
        whole);
  }

  private static int stopped(Plan plan) {
    return plan.count(Slot.Stopping.class)
        + plan.count(Slot.Replaced.class)
        + plan.count(Slot.Failed.class);
  }

  void mayStop(String arn, Instant looked) {
    Recycle recycle = world.recycle();
    Plan plan = Objects.requireNonNull(recycle.plan(), "stops a task without a plan");
    Slot slot =
        plan.slots().stream()
            .filter(it -> it.taskArn().equals(arn))
            .findFirst()
            .orElseThrow(() -> new BrokenPromise("stops " + arn + ", which is not in the plan"));
    boolean overtaken = recycle.ended() || recycle.phase() instanceof Phase.Restoring;
    promise(
        overtaken || slot.state() instanceof Slot.Stopping,
        "stops %s without having written it down: %s",
        arn,
        slot);
    promise(
        plan.count(Slot.Stopping.class) <= plan.strength().batch(),
        "more than a batch of %d is in flight",
        plan.strength().batch());
    Truth.Moment seen = seenAt(looked);
    promise(!seen.report().deploying(), "stops %s during a deployment", arn);
    promise(
        failedSince == null || !seen.at().isAfter(failedSince),
        "stops %s though the newest deployment has failed",
        arn);
    unprotected(arn, looked);
    if (seen.healthy().contains(arn) && !world.scenario().blindfolded()) {
      long others =
          seen.healthy().stream().filter(it -> !it.equals(arn) && !asked.contains(it)).count();
      int floor = floor(plan, seen);
      promise(
          others >= floor,
          "stops healthy %s though only %d others were seen healthy; the floor is %d",
          arn,
          others,
          floor);
    }
  }

  /** Below full strength the floor follows a desired count that others have lowered. */
  private int floor(Plan plan, Truth.Moment seen) {
    boolean daemon = world.scenario().service().settings().has("schedulingStrategy");
    boolean full = world.scenario().spec().rhythm().maintainServiceState() && !daemon;
    int now = Math.max(0, seen.report().desiredCount() - plan.strength().batch());
    return full ? plan.floor() : Math.min(plan.floor(), now);
  }

  Truth.Moment seenAt(Instant looked) {
    return truth.at(looked.minus(world.scenario().service().physics().readLag()));
  }

  private void unprotected(String arn, Instant looked) {
    if (world.scenario().spec().caution().protectedTasks() == RecycleSpec.ProtectedTasks.STOP) {
      return;
    }
    Instant since = shieldedSince.get(arn);
    boolean shielded =
        since != null
            && since.isBefore(looked)
            && looked.isBefore(since.plus(Duration.ofSeconds(59)));
    promise(!shielded, "stops %s, which was protected", arn);
  }
}

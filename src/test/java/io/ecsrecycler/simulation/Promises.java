package io.ecsrecycler.simulation;

import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceIdentity;
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
import org.jspecify.annotations.Nullable;

/**
 * The promises of the design, checked after every event, from what the simulator says is true; none
 * of the rules' own code is used for it.
 */
final class Promises {

  /** The stated limit for the age of a look behind an action, and how long a call may take. */
  private static final Duration OLDEST_LOOK = Duration.ofSeconds(30 + 15);

  /** An engine that slept may act as late as that after somebody else has ended the recycle. */
  private static final Duration LATE_ACT = Duration.ofSeconds(60);

  private final World world;
  private final Truth truth = new Truth();
  private final Capacities capacities;
  private final Map<Engine, Instant> looks = new HashMap<>();
  private final Map<Engine, ServiceIdentity> seen = new HashMap<>();
  private final Map<String, Instant> healthySince = new HashMap<>();
  private final Set<String> everHealthy = new HashSet<>();
  private final Stops stops;
  private final Honesty honesty;
  private int stopsSeen;
  private @Nullable Instant endedAt;
  private boolean gone;
  private boolean readsWentWrong;
  private boolean rolloutFailed;
  private @Nullable Instant unsettledAt;

  Promises(World world) {
    this.world = world;
    this.capacities = new Capacities(world);
    this.stops = new Stops(world, truth);
    this.honesty = new Honesty(world, truth);
  }

  Truth truth() {
    return truth;
  }

  /** Something may have happened. */
  void note() {
    ServiceReport report = world.aws().report(Scenario.CLUSTER, Scenario.SERVICE);
    truth.note(world.now(), report);
    healthySince.keySet().removeIf(arn -> !truth.now().healthy().contains(arn));
    truth.now().healthy().forEach(arn -> healthySince.putIfAbsent(arn, world.now()));
    everHealthy.addAll(truth.now().healthy());
    capacities.begins(report);
    unsettledAt = report.deploying() ? world.now() : unsettledAt;
    honesty.note();
    for (; stopsSeen < report.stops().size(); stopsSeen++) {
      stopped(report.stops().get(stopsSeen));
    }
    if (world.scenario().quiet()
        && world.recycle().plan() != null
        && !world.scenario().blindfolded()) {
      strongInTruth(report);
    }
  }

  void looked(Engine engine, ServiceIdentity service) {
    looks.put(engine, world.now());
    seen.put(engine, service);
  }

  void shielded(String arn, boolean on) {
    stops.shielded(arn, on);
  }

  /** There is nothing left whose desired count could be restored. */
  void deleted() {
    gone = true;
    capacities.gone();
  }

  /** What a look sees need not be so for a while. */
  void readsGoWrong() {
    readsWentWrong = true;
    honesty.readsGoWrong();
  }

  /** Whether any read may have been wrong. */
  boolean readsWentWrong() {
    return readsWentWrong;
  }

  /** Health is hidden for a while. */
  void healthIsHidden() {
    honesty.healthIsHidden();
  }

  /** A rollout fails, and stays so until somebody deploys. */
  void rolloutFails() {
    rolloutFailed = true;
    boolean byEcs = !world.scenario().service().settings().has("deploymentController");
    stops.rolloutFailed(byEcs ? world.now() : null);
  }

  /** Somebody deploys, or may have. */
  void deploys() {
    stops.rolloutFailed(null);
  }

  /** Whether tasks have come and gone with a deployment since then. */
  boolean unsettledSince(Instant time) {
    return rolloutFailed || unsettledAt != null && !unsettledAt.isBefore(time);
  }

  /** A request arrives long after it was sent. */
  void arrivesLate(Instant sent, Runnable arrival) {
    capacities.arrivesLate(sent);
    arrival.run();
    note();
  }

  /** People or autoscaling change capacity. */
  void othersChange(Runnable change) {
    capacities.othersChange(change);
  }

  /** An engine is about to ask AWS for something. */
  void asks(Engine engine, Action action) {
    promise(
        endedAt == null || !world.now().isAfter(endedAt.plus(LATE_ACT)),
        "asks for %s after the end",
        action);
    Instant looked = looks.get(engine);
    promise(
        looked != null && !world.now().isAfter(looked.plus(OLDEST_LOOK)),
        "asks for %s on a look of %s",
        action,
        looked);
    Plan plan = world.recycle().plan();
    if (plan != null && plan.service() != null) {
      ServiceIdentity planned = plan.service();
      ServiceIdentity shown = Objects.requireNonNull(seen.get(engine));
      boolean target = action instanceof Action.SetScalableTarget;
      promise(
          Objects.equals(planned.arn(), shown.arn())
              && (target || Objects.equals(planned.createdAt(), shown.createdAt())),
          "asks for %s though the look showed %s, not %s",
          action,
          shown,
          planned);
    }
    if (action instanceof Action.StopTask stop && isThere(stop.taskArn())) {
      stops.mayStop(stop.taskArn(), Objects.requireNonNull(looked));
    }
    capacities.weAsk(action, looked);
  }

  /** AWS has done it. */
  void asked(Action action) {
    if (action instanceof Action.StopTask stop) {
      stops.asked(stop.taskArn());
    }
  }

  private boolean isThere(String arn) {
    return truth.now().report().tasks().stream()
        .anyMatch(task -> task.taskArn().equals(arn) && task.desiredStatus().equals("RUNNING"));
  }

  /** Every stop that had an effect. */
  private void stopped(ServiceReport.Stop stop) {
    if (stop.by().equals("StopTask")) {
      world.tell(() -> stop.taskArn() + " stops, " + stop.healthyBefore() + " were healthy");
    }
  }

  /** Nobody but us does anything: what holds as seen must hold in truth. */
  private void strongInTruth(ServiceReport report) {
    Plan plan = Objects.requireNonNull(world.recycle().plan());
    int least = Objects.requireNonNullElse(report.leastHealthy(), plan.floor());
    promise(
        least >= Math.min(plan.floor(), world.scenario().service().desiredCount()),
        "only %d tasks were healthy in a quiet world; the floor is %d",
        least,
        plan.floor());
  }

  /** Every commit, whoever made it. */
  void committed(StoredRecycle before, StoredRecycle after) {
    Recycle was = before.recycle();
    Recycle is = after.recycle();
    world.coverage().visited(was, is);
    promise(!was.ended(), "writes %s after the end", is);
    Histories.check(was, is);
    stops.committed(was, is);
    honesty.committed(was, is);
    capacities.committed(was, is);
    if (is.plan() != null && was.plan() != null) {
      Set<Slot> known = Set.copyOf(was.plan().slots());
      is.plan().slots().stream().filter(slot -> !known.contains(slot)).forEach(this::proven);
    }
    if (is.plan() != null && was.plan() == null) {
      planned(is.plan());
    }
    if (is.ended()) {
      endedAt = world.now();
      world.tell(() -> "ended: " + is.phase());
      finished(is);
    }
  }

  private void planned(Plan plan) {
    RecycleSpec.Rhythm rhythm = world.scenario().spec().rhythm();
    boolean daemon = world.scenario().service().settings().has("schedulingStrategy");
    int original = plan.originalDesiredCount();
    int floor =
        rhythm.maintainServiceState() && !daemon
            ? original
            : Math.max(0, original - plan.strength().batch());
    promise(plan.floor() == floor, "the floor of %s is not %d", plan, floor);
    promise(!daemon || plan.strength().batch() == 1, "a DAEMON's batch is %s", plan.strength());
    for (ServiceReport.TaskSeen task : stops.seenAt(lastLook()).report().tasks()) {
      boolean planned = plan.slots().stream().anyMatch(it -> it.taskArn().equals(task.taskArn()));
      boolean all = world.scenario().spec().selection().all() && original > 0;
      promise(
          all || !planned || isSelected(task),
          "the plan takes %s in, which was not selected",
          task);
      promise(
          planned
              || task.desiredStatus().equals("STOPPED")
              || !all && plan.bystanders().contains(task.taskArn()),
          "the plan leaves %s out",
          task);
    }
  }

  /** Where nothing checks a task, it counts only after it ran for as long as was asked for. */
  private void proven(Slot slot) {
    Instant since = healthySince.get(slot.state() instanceof Slot.Replaced it ? it.by() : "");
    boolean unchecked =
        world.scenario().service().physics().pace().healthy().isZero()
            && !world.scenario().service().settings().has("loadBalancers");
    if (since != null && unchecked) {
      Duration least = world.scenario().spec().caution().minimumHealthy();
      promise(!world.now().isBefore(since.plus(least)), "counts %s, healthy since %s", slot, since);
    }
  }

  /** The worlds select by zone alone, which the simulator's tasks take turns in. */
  private boolean isSelected(ServiceReport.TaskSeen task) {
    String zone = world.scenario().spec().selection().availabilityZone();
    return zone == null || zone.equals(world.zoneOf(task.taskArn()));
  }

  /** When any engine looked last. */
  Instant lastLook() {
    return looks.values().stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private void finished(Recycle recycle) {
    if (recycle.phase() instanceof Phase.Ended(Outcome.Succeeded _, _) && recycle.plan() != null) {
      for (Slot slot : recycle.plan().slots()) {
        boolean open =
            slot.state() instanceof Slot.Waiting || slot.state() instanceof Slot.Stopping;
        promise(!open, "succeeded with %s", slot);
        if (slot.state() instanceof Slot.Replaced it) {
          promise(
              (everHealthy.contains(it.by()) || world.scenario().blindfolded())
                  && !it.by().equals(slot.taskArn()),
              "was replaced by a task that never was healthy: %s",
              slot);
          promise(!isThere(slot.taskArn()), "replaced, and still there: %s", slot);
        }
      }
    }
  }

  void atTheEnd() {
    String left = world.recycle().phase() instanceof Phase.Ended it ? it.left() : null;
    promise(
        left == null || gone || readsWentWrong,
        "gives up restoring though nothing was in the way: %s",
        left);
    capacities.atTheEnd(truth.now().report(), left);
  }

  static void promise(boolean holds, String sentence, @Nullable Object... terms) {
    if (!holds) {
      throw new BrokenPromise(sentence.formatted(terms));
    }
  }
}

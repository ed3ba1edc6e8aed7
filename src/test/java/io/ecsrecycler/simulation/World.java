package io.ecsrecycler.simulation;

import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.ServiceReport;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One world: a service, its recycle, engines, people and faults, all in one queue of simulated
 * time. The same seed gives the same world, event by event. Time passes only in {@link #pass},
 * which lets everything happen that is due meanwhile and checks the promises after each of it;
 * whoever calls it from within a step of its own is what a sleeping process is.
 */
final class World {

  static final String JOB = "00000000-0000-7000-8000-000000000001";

  /** Until then people and faults are at work; afterwards the recycle must come to its end. */
  static final Duration UNREST = Duration.ofMinutes(20);

  /** The longest that patience of any kind adds up to, with room for retries and lag. */
  private static final Duration MUST_HAVE_ENDED = Duration.ofHours(6);

  private record Event(Instant at, long order, Runnable what) {}

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
  private final SettableClock clock = new SettableClock();
  private final Random dice;
  private final Scenario scenario;
  private final SimulatedAws aws;
  private final MemoryJobStore store;
  private final Promises promises;
  private final Lease lease = new Lease(this);
  private final List<String> trace = new ArrayList<>();
  private final Coverage coverage;
  private final boolean tracing;
  private final Instant begin;
  private long order;

  World(long seed, PlantedBug bug, Coverage coverage, boolean tracing) {
    this.dice = new Random(seed);
    this.coverage = coverage;
    this.tracing = tracing;
    this.scenario = Scenario.drawn(dice);
    this.aws = new SimulatedAws(clock, seed, false);
    aws.seed(scenario.service());
    flags();
    countOutOfRange();
    this.begin = clock.instant();
    this.promises = new Promises(this);
    this.store = new MemoryJobStore(promises::committed);
    store.insert(Recycle.requested(JOB, scenario.spec()));
    promises.note();
    for (int i = 0; i < scenario.replicas(); i++) {
      Engine engine = new Engine("engine-" + i, this, bug);
      in(Duration.ofMillis(dice.nextInt(3_000)), engine::poll);
    }
    if (!scenario.quiet()) {
      new Unrest(this).begin();
    }
  }

  /** Now and then somebody has set a count that autoscaling would not, a while ago. */
  private void countOutOfRange() {
    ServiceSeed.Range range = scenario.service().range();
    if (range != null && range.min() > 0 && oneIn(8)) {
      int count = dice.nextBoolean() ? range.min() - 1 : range.max() + 1;
      aws.fault(Scenario.CLUSTER, Scenario.SERVICE, new Fault.DesiredCount(count));
      clock.advance(Duration.ofMinutes(10));
    }
  }

  /** What is suspended already is somebody's, and must be found so in the end. */
  private void flags() {
    if (scenario.service().range() != null && oneIn(3)) {
      ServiceReport.Suspension drawn =
          new ServiceReport.Suspension(dice.nextBoolean(), dice.nextBoolean(), dice.nextBoolean());
      aws.fault(
          Scenario.CLUSTER,
          Scenario.SERVICE,
          new Meddling.ScalableTargetChanged(null, null, drawn));
      clock.advance(Duration.ofMinutes(10));
    }
  }

  /** Runs the world to its end. */
  void run() {
    while (!ended() && now().isBefore(begin.plus(MUST_HAVE_ENDED))) {
      pass(Duration.ofSeconds(30));
    }
    if (!ended()) {
      throw new BrokenPromise("it never ended: " + recycle());
    }
    pass(Duration.ofMinutes(5));
    promises.atTheEnd();
  }

  /** Lets that much time pass, and everything happen that is due in it. */
  void pass(Duration time) {
    Instant until = now().plus(time);
    while (true) {
      Instant ours = queue.isEmpty() ? Instant.MAX : queue.peek().at();
      Instant theirs = aws.nextChange().orElse(Instant.MAX);
      Instant next = ours.isAfter(theirs) ? theirs : ours;
      if (next.isAfter(until)) {
        break;
      }
      moveTo(next);
      if (!ours.isAfter(theirs)) {
        queue.remove().what().run();
      }
      promises.note();
    }
    moveTo(until);
    promises.note();
  }

  private void moveTo(Instant time) {
    if (time.isAfter(now())) {
      clock.set(time);
    }
  }

  void in(Duration delay, Runnable what) {
    queue.add(new Event(now().plus(delay), order++, what));
  }

  Instant now() {
    return clock.instant();
  }

  Random dice() {
    return dice;
  }

  /** True once in {@code n} times. */
  boolean oneIn(int n) {
    return dice.nextInt(n) == 0;
  }

  Duration upTo(Duration most) {
    return Duration.ofMillis((long) (dice.nextDouble() * most.toMillis()));
  }

  boolean unrest() {
    return !scenario.quiet() && now().isBefore(begin.plus(UNREST));
  }

  /** Where a task runs, as AWS tells anybody. */
  String zoneOf(String taskArn) {
    ObjectNode ask = JsonNodeFactory.instance.objectNode().put("cluster", Scenario.CLUSTER);
    ask.putArray("tasks").add(taskArn);
    try {
      return aws.call("ecs", "DescribeTasks", ask)
          .path("tasks")
          .path(0)
          .path("availabilityZone")
          .asString(String.valueOf(scenario.spec().selection().availabilityZone()));
    } catch (SimulatedFault e) {
      return String.valueOf(scenario.spec().selection().availabilityZone());
    }
  }

  Scenario scenario() {
    return scenario;
  }

  SimulatedAws aws() {
    return aws;
  }

  MemoryJobStore store() {
    return store;
  }

  Promises promises() {
    return promises;
  }

  Coverage coverage() {
    return coverage;
  }

  Lease lease() {
    return lease;
  }

  Recycle recycle() {
    return stored().recycle();
  }

  StoredRecycle stored() {
    return store.load(JOB).orElseThrow();
  }

  boolean ended() {
    return recycle().ended();
  }

  void tell(Supplier<String> line) {
    if (tracing) {
      trace.add(Duration.between(begin, now()).toMillis() / 1000.0 + "s " + line.get());
    }
  }

  List<String> trace() {
    return trace;
  }
}

package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.engine.TakeOver;
import io.ecsrecycler.engine.Tick;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.recycle.RecycleEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One replica: polls for the lease, ticks while it has it, dies, comes back, sleeps and wakes up
 * late. The tick is the real one; what is around it is not.
 */
final class Engine {

  private static final Duration WRONG_BY = Duration.ofMinutes(-7);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(60);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(12);

  private final String name;
  private final World world;
  private final Tick tick;
  private final TakeOver takeOver;

  /** What the machine's clock is wrong by, and what this process goes by. */
  private Duration machine = WRONG_BY;

  private Duration process = WRONG_BY;
  private boolean alive = true;
  private boolean busy;
  private @Nullable Claim claim;

  Engine(String name, World world, PlantedBug bug) {
    this.name = name;
    this.world = world;
    JobStore store = bug.store(new UnreliableStore(world.store(), this), world);
    Clock clock = bug.clock(new SkewedClock());
    Ecs buggy = bug.ecs(new UnreliableEcs(new DirectEcs(world.aws(), clock), this, world), world);
    this.tick = new Tick(store, buggy, bug.rules(buggy, world), clock);
    this.takeOver = new TakeOver(store, clock);
    if (world.scenario().clockSteps()) {
      world.in(world.upTo(World.UNREST), this::step);
    }
  }

  /** Somebody sets the machine's clock: a process that runs does not follow, the next one does. */
  private void step() {
    Duration by = Duration.ofMinutes(world.dice().nextBoolean() ? 10 : -10);
    world.tell(() -> name + ": the machine's clock jumps by " + by);
    machine = machine.plus(by);
  }

  /** Looks for a recycle to run, now and every other second. */
  void poll() {
    world.in(POLL, this::poll);
    if (alive && !busy && claim == null && !world.ended() && world.lease().free()) {
      world.lease().take(this);
      run();
    }
  }

  /** Claims the recycle and ticks from now on. */
  private void run() {
    guarded(() -> {
      Claim mine = takeOver.claim(World.JOB);
      claim = mine;
      world.tell(() -> name + " runs it, " + mine);
      world.in(Duration.ofMillis(1), () -> step(mine));
    });
  }

  private void step(Claim mine) {
    if (!alive || busy || !mine.equals(claim)) {
      return;
    }
    guarded(() -> {
      Optional<Duration> next = tick.run(mine);
      next.ifPresentOrElse(wait -> world.in(wait.plusMillis(1), () -> step(mine)), this::letGo);
    });
  }

  private void guarded(Runnable step) {
    busy = true;
    try {
      step.run();
    } catch (FencedException e) {
      world.tell(() -> name + " lets go: " + e.getMessage());
      claim = null;
    } catch (DatabaseAway e) {
      world.tell(() -> name + " has no database; again in 5 s");
      claim = null;
      world.in(Duration.ofSeconds(5), this::again);
    } catch (Crash e) {
      die();
    } finally {
      busy = false;
    }
  }

  private void again() {
    if (alive && !busy && claim == null && world.lease().heldBy(this)) {
      run();
    }
  }

  private void letGo() {
    claim = null;
    world.lease().release();
  }

  private void die() {
    alive = false;
    claim = null;
    world.lease().silent(this);
    Duration back = world.upTo(Duration.ofSeconds(40));
    world.tell(() -> name + " dies, back in " + back);
    world.in(back, this::live);
  }

  private void live() {
    alive = true;
    process = machine;
    if (world.scenario().replicas() == 1) {
      world.lease().release();
    }
  }

  /** Between any two steps: time passes, and now and then the process dies or sleeps. */
  void at(String where) {
    if (world.unrest() && world.oneIn(120)) {
      world.tell(() -> name + " crashes " + where);
      throw new Crash();
    }
    if (world.unrest() && world.oneIn(120)) {
      Duration sleep = world.upTo(LONGEST_SLEEP);
      world.tell(() -> name + " sleeps " + where + " for " + sleep);
      world.lease().silent(this);
      world.pass(sleep);
      world.lease().beats(this);
      world.tell(() -> name + " wakes up");
    } else {
      world.pass(world.oneIn(60) ? world.upTo(LONGEST_CALL) : world.upTo(Duration.ofMillis(60)));
    }
  }

  /** The database's answer, or the request for it, gets lost. */
  void mayLoseTheDatabase() {
    if (world.unrest() && world.oneIn(250)) {
      throw new DatabaseAway();
    }
  }

  void committed(List<RecycleEvent> events) {
    events.forEach(event -> world.tell(() -> name + ": " + event.sentence()));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Wrong by the same minutes on every replica, for no rule may compare it with AWS's. */
  private final class SkewedClock extends Clock {

    @Override
    public Instant instant() {
      return world.now().plus(process);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

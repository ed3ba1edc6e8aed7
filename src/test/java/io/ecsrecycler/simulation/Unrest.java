package io.ecsrecycler.simulation;

import io.ecsrecycler.job.StaleStateException;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.ServiceReport;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people, autoscaling, hosts and the network do meanwhile, drawn from the world's dice. */
final class Unrest {

  private final World world;
  private final Duration pace;
  private final FurtherUnrest further;

  Unrest(World world) {
    this.world = world;
    this.pace = Duration.ofSeconds(List.of(15, 60, 200).get(world.dice().nextInt(3)));
    this.further = new FurtherUnrest(world, this);
  }

  void begin() {
    world.in(world.upTo(pace.multipliedBy(2)), this::strike);
    world.in(World.UNREST, this::calm);
    if (world.oneIn(60)) {
      happen(new Meddling.RolloutFails(world.dice().nextBoolean()));
    }
  }

  private void strike() {
    if (world.unrest()) {
      try {
        something(world.dice().nextInt(150));
      } catch (SimulatedFault e) {
        world.tell(() -> "no: " + e.getMessage());
      }
      world.in(world.upTo(pace.multipliedBy(2)), this::strike);
    }
  }

  /** Whatever was switched on is over now, and everybody is well. */
  private void calm() {
    world.tell(() -> "calm from here on");
    over();
  }

  private void something(int dice) {
    if (dice < 14) {
      happen(new Fault.TaskDies());
    } else if (dice < 22) {
      happen(new Fault.Deployment(world.upTo(Duration.ofSeconds(60))));
    } else if (dice < 32) {
      setDesiredCount();
    } else if (dice < 40) {
      scaleIn();
    } else if (dice < 46) {
      setRange();
    } else if (dice < 54) {
      shield();
    } else if (dice < 62) {
      forAWhile(new Fault.Throttle(0.1 + 0.9 * world.dice().nextDouble()));
    } else if (dice < 68) {
      forAWhile(new Fault.ServerError(0.1 + 0.9 * world.dice().nextDouble()));
    } else if (dice < 70) {
      forAWhile(new Fault.AccessDenied(null));
    } else if (dice < 74) {
      forAWhile(new Fault.NoCapacity());
    } else if (dice < 77) {
      forAWhile(new Fault.ReplacementsNeverHealthy());
    } else if (dice < 80) {
      forAWhile(new Fault.ReplacementsExit(world.upTo(Duration.ofSeconds(10))));
    } else if (dice < 84) {
      world.tell(() -> "the lease is lost");
      world.lease().release();
    } else if (dice < 90) {
      command(Command.PAUSE);
    } else if (dice < 96) {
      command(Command.RESUME);
    } else if (dice < 97) {
      delete();
    } else if (dice < 100) {
      command(Command.CANCEL);
    } else {
      further.something(dice - 100);
    }
  }

  void happen(Fault fault) {
    boolean capacity =
        fault instanceof Fault.DesiredCount
            || fault instanceof Fault.ScaleIn
            || fault instanceof Meddling.ScalableTargetChanged
            || fault instanceof Meddling.ScalableTargetDeleted;
    if (capacity) {
      world.promises().othersChange(() -> fault(fault));
    } else {
      fault(fault);
    }
  }

  private void fault(Fault fault) {
    if (fault instanceof Fault.Deployment || fault instanceof Fault.NeverSettles) {
      world.promises().deploys();
    }
    boolean done = world.aws().fault(Scenario.CLUSTER, Scenario.SERVICE, fault);
    world.tell(() -> fault + (done ? "" : " could not happen"));
    if (done && fault instanceof Meddling.RolloutFails) {
      world.promises().rolloutFails();
    }
  }

  /** What comes now and then, goes again after a while. */
  void forAWhile(Fault fault) {
    fault(fault);
    world.in(world.upTo(Duration.ofSeconds(90)), this::over);
  }

  /** Faults end; somebody deploys again where a deployment has failed. */
  private void over() {
    try {
      world.tell(() -> "faults are over");
      world.promises().deploys();
      world.aws().clearFaults(Scenario.CLUSTER, Scenario.SERVICE);
    } catch (SimulatedFault e) {
      world.tell(() -> "there is no service whose faults could end");
    }
  }

  /** It goes on until everything is calm. */
  void untilCalm(Fault fault) {
    fault(fault);
  }

  /** Somebody sets a count, but never by chance the very one that we have set. */
  private void setDesiredCount() {
    int most = world.scenario().service().desiredCount() + 4;
    int count = world.dice().nextInt(most + 1);
    boolean daemon = world.scenario().service().settings().has("schedulingStrategy");
    if (!daemon && !isOurs(count)) {
      happen(new Fault.DesiredCount(count));
    }
  }

  /** Somebody deletes the service, now and then. */
  private void delete() {
    if (world.oneIn(6)) {
      world.tell(() -> "somebody deletes the service");
      ObjectNode ask =
          JsonNodeFactory.instance
              .objectNode()
              .put("cluster", Scenario.CLUSTER)
              .put("service", Scenario.SERVICE)
              .put("force", true);
      world.aws().call("ecs", "DeleteService", ask);
      world.promises().deleted();
    }
  }

  private void scaleIn() {
    ServiceReport report = world.promises().truth().now().report();
    ServiceReport.Scaling range = report.scalableTarget();
    int lower = report.desiredCount() - 1;
    int clamped =
        range == null ? lower : Math.max(range.minCapacity(), Math.min(range.maxCapacity(), lower));
    if (!isOurs(clamped)) {
      happen(new Fault.ScaleIn());
    }
  }

  boolean isOurs(int count) {
    CapacityLease lease = world.recycle().capacity().lease();
    return lease != null && lease.desired().set() == count;
  }

  /**
   * A scheduled action, or a person, rewrites the range; never to the very maximum that is ours.
   */
  private void setRange() {
    ServiceReport.Scaling scaling = world.promises().truth().now().report().scalableTarget();
    CapacityLease lease = world.recycle().capacity().lease();
    if (scaling == null) {
      return;
    }
    int min = world.dice().nextInt(scaling.maxCapacity() + 2);
    int max = min + world.dice().nextInt(5);
    int count = world.promises().truth().now().report().desiredCount();
    int clamped = Math.max(min, Math.min(max, count));
    boolean ours =
        lease != null
            && lease.max() != null
            && (lease.max().set() == max || Integer.valueOf(max).equals(lease.max().earlier()));
    if (!ours && (clamped == count || !isOurs(clamped))) {
      ObjectNode range =
          JsonNodeFactory.instance
              .objectNode()
              .put("ServiceNamespace", "ecs")
              .put("ResourceId", "service/" + Scenario.CLUSTER + "/" + Scenario.SERVICE)
              .put("ScalableDimension", "ecs:service:DesiredCount")
              .put("MinCapacity", min)
              .put("MaxCapacity", max);
      world.tell(() -> "somebody sets the range to " + min + ".." + max);
      world
          .promises()
          .othersChange(
              () -> world.aws().call("application-autoscaling", "RegisterScalableTarget", range));
    }
  }

  /** A task protects itself from scale-in, or ends its protection. */
  void shield() {
    List<ServiceReport.TaskSeen> tasks = world.promises().truth().now().report().tasks();
    if (tasks.isEmpty()) {
      return;
    }
    String arn = tasks.get(world.dice().nextInt(tasks.size())).taskArn();
    boolean on = world.dice().nextInt(3) != 0;
    ObjectNode ask =
        JsonNodeFactory.instance
            .objectNode()
            .put("cluster", Scenario.CLUSTER)
            .put("protectionEnabled", on)
            .put("expiresInMinutes", 1 + world.dice().nextInt(5));
    ask.putArray("tasks").add(arn);
    world.tell(() -> (on ? "protects " : "exposes ") + arn);
    world.aws().call("ecs", "UpdateTaskProtection", ask);
    world.promises().shielded(arn, on);
  }

  private void command(Command command) {
    StoredRecycle stored = world.stored();
    if (command.to(stored.recycle(), world.now()) instanceof Command.Changed it) {
      try {
        world.store().commit(stored, it.next(), it.events());
        world.tell(() -> "somebody says " + command);
      } catch (StaleStateException e) {
        throw new BrokenPromise("nothing can come between in a single thread: " + e);
      }
    }
  }
}

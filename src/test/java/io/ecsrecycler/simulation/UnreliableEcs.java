package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** AWS as one engine meets it: requests and replies get lost on their way. */
final class UnreliableEcs implements Ecs {

  /** How long a request may be on its way to AWS before it counts as lost. */
  private static final Duration SLOWEST = Duration.ofSeconds(12);

  /** AWS refuses requests whose signature is older (Signature Version 4). */
  private static final Duration LATEST = Duration.ofMinutes(5);

  /** Most of the time the network is to blame. */
  private static final List<Fault.Kind> FAULTS =
      List.of(
          Fault.Kind.UNREACHABLE,
          Fault.Kind.UNREACHABLE,
          Fault.Kind.UNREACHABLE,
          Fault.Kind.UNREACHABLE,
          Fault.Kind.UNREACHABLE,
          Fault.Kind.UNREACHABLE,
          Fault.Kind.SERVER_ERROR,
          Fault.Kind.CREDENTIALS,
          Fault.Kind.CREDENTIALS,
          Fault.Kind.REJECTED);

  private final Ecs ecs;
  private final Engine engine;
  private final World world;

  UnreliableEcs(Ecs ecs, Engine engine, World world) {
    this.ecs = ecs;
    this.engine = engine;
    this.world = world;
  }

  @Override
  public ServiceSnapshot look(Look look) {
    engine.at("before a look");
    mayGetLost();
    ServiceSnapshot seen = ecs.look(look);
    world.promises().looked(engine, seen.service().identity());
    engine.at("after a look");
    return seen;
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
    if (world.unrest() && world.oneIn(60)) {
      slowly();
    }
    mayGetLost();
    world.promises().asks(engine, action);
    if (world.unrest() && world.oneIn(80)) {
      stuck(service, action);
    }
    world.tell(() -> engine + " asks for " + action);
    ecs.carryOut(service, action);
    world.promises().asked(action);
    world.promises().note();
    mayGetLost();
    engine.at("after an action");
  }

  /**
   * Other engines' steps may take up the time meanwhile; a call that takes too long is given up.
   */
  private void slowly() {
    Instant sent = world.now();
    world.pass(world.upTo(SLOWEST));
    if (world.now().isAfter(sent.plus(SLOWEST))) {
      throw new EcsFaultException(new Fault(Fault.Kind.UNREACHABLE, "timed out"));
    }
  }

  /** The request is stuck on its way and arrives minutes later; AWS takes it while it is young. */
  private void stuck(ServiceName service, Action action) {
    Instant sent = world.now();
    Duration late = world.upTo(LATEST);
    world.tell(() -> engine + ": stuck for " + late + ": " + action);
    world.in(late, () -> world.promises().arrivesLate(sent, () -> arrive(service, action)));
    throw new EcsFaultException(new Fault(Fault.Kind.UNREACHABLE, "stuck on its way"));
  }

  private void arrive(ServiceName service, Action action) {
    try {
      world.tell(() -> "arrives late: " + action);
      ecs.carryOut(service, action);
      world.promises().asked(action);
    } catch (EcsFaultException e) {
      world.tell(() -> "too late: " + e.getMessage());
    }
  }

  private void mayGetLost() {
    if (world.unrest() && world.oneIn(400)) {
      world.tell(() -> engine + ": something that nobody foresaw");
      throw new IllegalStateException("nobody foresaw this");
    }
    if (world.unrest() && world.oneIn(60)) {
      world.tell(() -> engine + ": a request or its reply gets lost");
      throw new EcsFaultException(
          new Fault(FAULTS.get(world.dice().nextInt(FAULTS.size())), "lost"));
    }
  }

  @Override
  public Located locate(ServiceName asked) {
    return ecs.locate(asked);
  }
}

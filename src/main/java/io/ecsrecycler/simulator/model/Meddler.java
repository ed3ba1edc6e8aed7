package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Meddling;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Somebody who does things to services, and creates those again that were deleted for a while. */
final class Meddler {

  private record Recreation(Instant at, Service old, NewService again) {}

  private final World world;
  private final PriorityQueue<Recreation> recreations =
      new PriorityQueue<>(
          Comparator.comparing(Recreation::at).thenComparing(it -> it.old().order()));

  Meddler(World world) {
    this.world = world;
  }

  /** False if it could not happen. */
  boolean meddle(Meddling meddling, Service service) {
    return switch (meddling) {
      case Meddling.RolloutFails(boolean oldKept) -> {
        service.failRollout(oldKept, world.now());
        yield true;
      }
      case Meddling.ServiceRecreated(Duration gone) -> deleteForAWhile(service, gone);
      case Meddling.ScalableTargetDeleted() ->
          world.autoscaling().deregister(Autoscaling.resourceId(service));
      case Meddling.ScalableTargetChanged changed ->
          world.autoscaling().change(service, changed, world.now());
    };
  }

  /** When the next service is created again. */
  Optional<Instant> next() {
    return Optional.ofNullable(recreations.peek()).map(Recreation::at);
  }

  /** Creates the one again that is due by then; false if there is none. */
  boolean recreates(Instant by) {
    Optional<Recreation> due = next().filter(at -> !at.isAfter(by)).map(_ -> recreations.remove());
    due.ifPresent(this::recreate);
    return due.isPresent();
  }

  private boolean deleteForAWhile(Service service, Duration gone) {
    if (service.status() != ServiceStatus.ACTIVE) {
      return false;
    }
    NewService again = service.again();
    service.delete(world.now());
    Recreation recreation = new Recreation(world.now().plus(gone), service, again);
    if (gone.isZero()) {
      recreate(recreation);
    } else {
      recreations.add(recreation);
    }
    return true;
  }

  /** Somebody else may have created a service of that name meanwhile; then it stays. */
  private void recreate(Recreation recreation) {
    Service old = recreation.old();
    old.disband(world.now());
    Cluster cluster = world.cluster(old.clusterName());
    boolean free = cluster.find(recreation.again().name(), world.now()).orElse(old) == old;
    if (free) {
      world.createService(cluster, recreation.again(), old.memory(), world.now());
    }
  }
}

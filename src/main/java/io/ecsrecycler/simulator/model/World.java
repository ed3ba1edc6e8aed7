package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One account in one Region. Its time is told to it, its choices come from a seed, and it has no
 * thread: the same calls at the same times have the same outcome. Not safe for use by several
 * threads.
 */
public final class World {

  private static final Duration LONG_AGO = Duration.ofHours(1);

  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final Agenda agenda = new Agenda();
  private final Meddler meddler = new Meddler(this);
  private final Arns arns;
  private final Ids ids;
  private final TaskDefinitions definitions;
  private final Autoscaling autoscaling;
  private Instant now;

  public World(Instant start, long seed, Arns arns) {
    this.now = start;
    this.arns = arns;
    this.ids = new Ids(seed);
    this.definitions = new TaskDefinitions(arns);
    this.autoscaling = new Autoscaling(arns, ids);
  }

  public Instant now() {
    return now;
  }

  public Arns arns() {
    return arns;
  }

  public TaskDefinitions definitions() {
    return definitions;
  }

  public Autoscaling autoscaling() {
    return autoscaling;
  }

  /** Lets everything happen that is due until then, in its order. Time never goes back. */
  public void advanceTo(Instant to) {
    while (nextChange().filter(due -> !due.isAfter(to)).isPresent()) {
      Instant due = nextChange().orElseThrow();
      now = due.isAfter(now) ? due : now;
      if (!meddler.recreates(due)) {
        agenda.first().ifPresent(actor -> actor.step(due));
      }
    }
    now = to.isAfter(now) ? to : now;
  }

  /** When something happens next by itself; empty while all is at rest. */
  public Optional<Instant> nextChange() {
    return Stream.concat(agenda.next().stream(), meddler.next().stream())
        .min(Comparator.naturalOrder());
  }

  public Collection<Cluster> clusters() {
    return clusters.values();
  }

  /** Creates the cluster, or finds the one of that name, as CreateCluster does. */
  public Cluster createCluster(String name) {
    return clusters.computeIfAbsent(
        name, n -> new Cluster(n, arns.cluster(n), surroundings(), -1L - clusters.size()));
  }

  public Optional<Cluster> findCluster(String nameOrArn) {
    return Optional.ofNullable(clusters.get(Arns.shortName(nameOrArn)))
        .filter(cluster -> !nameOrArn.startsWith("arn:") || cluster.arn().equals(nameOrArn));
  }

  /** The cluster, or ECS's ClusterNotFoundException. */
  public Cluster cluster(String nameOrArn) {
    return findCluster(nameOrArn)
        .orElseThrow(() -> SimulatedFault.client("ClusterNotFoundException", "Cluster not found."));
  }

  /** Creates a service with no tasks yet; its scheduler starts them. */
  public Service createService(Cluster cluster, NewService wanted) {
    return createService(cluster, wanted, Service.Memory.blank(), now);
  }

  /** Creates a service that has been there for an hour and is steady. */
  public Service seedService(Cluster cluster, NewService wanted) {
    Service service = createService(cluster, wanted, Service.Memory.blank(), now.minus(LONG_AGO));
    while (service.next().filter(due -> due.isBefore(now)).isPresent()) {
      service.step(service.next().orElseThrow());
    }
    service.resetReport();
    return service;
  }

  /** Has something happen once; false if it could not. */
  public boolean happen(Fault.Momentary fault, Service service) {
    return switch (fault) {
      case Fault.Deployment(Duration lasting) -> {
        service.deploy(service.definition(), lasting, now);
        yield true;
      }
      case Fault.DesiredCount(int value) -> {
        service.desire(value, now);
        yield true;
      }
      case Fault.TaskDies() -> service.loseTask(now);
      case Fault.ScaleIn() -> autoscaling.scaleIn(service, now);
      case Meddling meddling -> meddler.meddle(meddling, service);
    };
  }

  private Service.Surroundings surroundings() {
    return new Service.Surroundings(ids, arns, agenda);
  }

  Service createService(Cluster cluster, NewService wanted, Service.Memory memory, Instant at) {
    TaskDefinition definition =
        wanted.physics().pace().healthy().isPositive()
            ? definitions.withHealthCheck(wanted.definition())
            : wanted.definition();
    Service service =
        new Service(
            new Service.Identity(
                arns.service(cluster.name(), wanted.name()),
                wanted.name(),
                cluster.name(),
                cluster.arn(),
                at,
                ids.nextOrder()),
            wanted,
            surroundings(),
            memory);
    cluster.add(service);
    service.deploy(definition, Duration.ZERO, at);
    service.desire(wanted.desiredCount(), at);
    return service;
  }
}

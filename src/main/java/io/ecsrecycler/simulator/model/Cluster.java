package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster and its services, deleted ones included for as long as ECS shows them. */
public final class Cluster {

  private final String name;
  private final String arn;
  private final Map<String, Service> services = new LinkedHashMap<>();

  /** Deleted, and created again under their names; their tasks are shown for a while. */
  private final List<Service> former = new ArrayList<>();

  private final StandaloneTasks standalone;

  Cluster(String name, String arn, Service.Surroundings surroundings, long order) {
    this.name = name;
    this.arn = arn;
    this.standalone = new StandaloneTasks(this, surroundings, order);
  }

  /** The tasks that belong to no service. */
  public StandaloneTasks standalone() {
    return standalone;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public Collection<Service> services(Instant now) {
    services.values().removeIf(service -> service.forgotten(now));
    return services.values();
  }

  /** All that has tasks: the services, those that had their names before, and the cluster alone. */
  public List<TaskOwner> owners(Instant now) {
    former.removeIf(service -> service.forgotten(now));
    List<TaskOwner> owners = new ArrayList<>(former);
    owners.addAll(services(now));
    owners.add(standalone);
    return owners;
  }

  public Optional<Service> find(String nameOrArn, Instant now) {
    return Optional.ofNullable(services.get(Arns.shortName(nameOrArn)))
        .filter(service -> !service.forgotten(now));
  }

  /**
   * The service of that name as reads see it: under a read lag that may still be the one before.
   */
  public Optional<Service> findSeen(String name, Instant now) {
    Optional<Service> newest = find(name, now);
    return Stream.concat(newest.stream(), former.reversed().stream())
        .filter(service -> service.identity().name().equals(name))
        .filter(service -> service.seenAt(now).isPresent())
        .findFirst()
        .filter(_ -> newest.isPresent());
  }

  /** The service, or ECS's ServiceNotFoundException. */
  public Service get(String nameOrArn, Instant now) {
    return find(nameOrArn, now)
        .orElseThrow(() -> SimulatedFault.client("ServiceNotFoundException", "Service not found."));
  }

  /** What this task belongs to, whether it still runs or not. */
  public Optional<TaskOwner> ownerOf(String taskIdOrArn) {
    String id = Arns.shortName(taskIdOrArn);
    return Stream.of(services.values().stream(), former.stream(), Stream.of(standalone))
        .flatMap(it -> it)
        .map(TaskOwner.class::cast)
        .filter(owner -> owner.task(id).isPresent())
        .findFirst();
  }

  void add(Service service) {
    Service old = services.put(service.identity().name(), service);
    if (old != null) {
      former.add(old);
    }
  }
}

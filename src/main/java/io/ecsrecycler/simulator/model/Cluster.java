package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A cluster and its services, deleted ones included for as long as ECS shows them. */
public final class Cluster {

  private final String name;
  private final String arn;
  private final Map<String, Service> services = new LinkedHashMap<>();

  Cluster(String name, String arn) {
    this.name = name;
    this.arn = arn;
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

  public Optional<Service> find(String nameOrArn, Instant now) {
    return Optional.ofNullable(services.get(Arns.shortName(nameOrArn)))
        .filter(service -> !service.forgotten(now));
  }

  /** The service, or ECS's ServiceNotFoundException. */
  public Service get(String nameOrArn, Instant now) {
    return find(nameOrArn, now)
        .orElseThrow(() -> SimulatedFault.client("ServiceNotFoundException", "Service not found."));
  }

  /** The service that has this task, whether it still runs or not. */
  public Optional<Service> ownerOf(String taskIdOrArn) {
    String id = Arns.shortName(taskIdOrArn);
    return services.values().stream().filter(s -> s.task(id).isPresent()).findFirst();
  }

  void add(Service service) {
    services.put(service.identity().name(), service);
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Starts tasks, each in the zone which has fewest of the service. */
final class Placement {

  private static final List<String> SUFFIXES = List.of("a", "b", "c");

  private final Service.Identity service;
  private final Service.Surroundings surroundings;
  private final TaskLife life;

  Placement(Service.Identity service, Service.Surroundings surroundings, TaskLife life) {
    this.service = service;
    this.surroundings = surroundings;
    this.life = life;
  }

  Task start(Deployment deployment, Fate fate, List<Task> others, Instant at) {
    String id = surroundings.ids().task();
    Task.Origin origin =
        new Task.Origin(
            surroundings.arns().task(service.clusterName(), id),
            deployment.definition(),
            deployment.id(),
            emptiestZone(surroundings.arns().region(), others),
            at,
            surroundings.ids().nextOrder());
    return life.created(origin, fate);
  }

  /** The zone with the fewest of those tasks. */
  static String emptiestZone(String region, List<Task> others) {
    return SUFFIXES.stream()
        .map(suffix -> region + suffix)
        .min(Comparator.comparingLong(zone -> countIn(zone, others)))
        .orElseThrow();
  }

  private static long countIn(String zone, List<Task> tasks) {
    return tasks.stream().filter(task -> task.origin().zone().equals(zone)).count();
  }
}

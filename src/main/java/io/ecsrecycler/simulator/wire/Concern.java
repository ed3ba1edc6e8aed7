package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tells which services a call concerns: those it names, and those whose tasks it names. */
final class Concern {

  private static final List<String> NAMING_SERVICES = List.of("service", "serviceName", "services");
  private static final List<String> NAMING_TASKS = List.of("task", "tasks");
  private static final List<String> NAMING_RESOURCES = List.of("ResourceId", "ResourceIds");

  private final World world;

  Concern(World world) {
    this.world = world;
  }

  Set<Service> of(JsonNode input) {
    Set<Service> services = new LinkedHashSet<>();
    Optional<Cluster> cluster = world.findCluster(input.path("cluster").asString("default"));
    cluster.ifPresent(c -> {
      named(input, NAMING_SERVICES)
          .flatMap(name -> c.find(name, world.now()).stream())
          .forEach(services::add);
      named(input, NAMING_TASKS).flatMap(task -> servicesOf(c, task)).forEach(services::add);
    });
    named(input, NAMING_RESOURCES).flatMap(id -> ofResource(id).stream()).forEach(services::add);
    String group = input.path("TargetGroupArn").asString("");
    if (!group.isEmpty()) {
      world.clusters().stream()
          .flatMap(c -> c.services(world.now()).stream())
          .filter(it -> it.settings().targetGroups().containsKey(group))
          .forEach(services::add);
    }
    return services;
  }

  private static Stream<Service> servicesOf(Cluster cluster, String task) {
    return cluster.ownerOf(task).stream()
        .filter(Service.class::isInstance)
        .map(Service.class::cast);
  }

  private Optional<Service> ofResource(String resourceId) {
    String[] parts = resourceId.split("/", -1);
    return parts.length == 3
        ? world.findCluster(parts[1]).flatMap(c -> c.find(parts[2], world.now()))
        : Optional.empty();
  }

  private static Stream<String> named(JsonNode input, List<String> members) {
    return members.stream().map(input::path).flatMap(Concern::strings);
  }

  private static Stream<String> strings(JsonNode value) {
    return value.isArray()
        ? value.values().stream().filter(JsonNode::isString).map(JsonNode::stringValue)
        : value.isString() ? Stream.of(value.stringValue()) : Stream.of();
  }
}

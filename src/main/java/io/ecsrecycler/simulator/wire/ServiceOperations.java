package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceStatus;
import io.ecsrecycler.simulator.model.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ECS's reads of services; the writes are in {@link ServiceWrites}. */
final class ServiceOperations {

  private static final int MOST_SERVICES = 10;

  private final World world;
  private final ServiceJson json;

  ServiceOperations(World world) {
    this.world = world;
    this.json = new ServiceJson(world.arns());
  }

  Map<String, Operation> all() {
    return Map.of("DescribeServices", this::describe, "ListServices", this::list);
  }

  private ObjectNode describe(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    List<String> asked = input.strings("services");
    if (asked.isEmpty()) {
      throw SimulatedFault.invalid("Services cannot be empty.");
    }
    if (asked.size() > MOST_SERVICES) {
      throw SimulatedFault.invalid("Services cannot have more than 10 elements.");
    }
    boolean withTags = input.someOf("include", List.of("TAGS")).contains("TAGS");
    ArrayNode found = Json.array();
    ArrayNode failures = Json.array();
    for (String name : asked) {
      cluster
          .findSeen(Identifiers.shortName("service", name, cluster), world.now())
          .flatMap(s -> s.seenAt(world.now()).map(view -> json.of(s, view, withTags)))
          .ifPresentOrElse(found::add, () -> failures.add(Json.missing(arn(cluster, name))));
    }
    ObjectNode reply = Json.object();
    reply.set("services", found);
    reply.set("failures", failures);
    return reply;
  }

  private ObjectNode list(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    List<String> arns =
        cluster.services(world.now()).stream()
            .filter(service -> service.status() != ServiceStatus.INACTIVE)
            .filter(service -> matches(service, input))
            .filter(it -> cluster.findSeen(it.identity().name(), world.now()).isPresent())
            .map(service -> service.identity().arn())
            .sorted(Comparator.naturalOrder())
            .toList();
    int size = PageSize.of(input, "maxResults", 10);
    Page<String> page = Page.of(arns, arn -> arn, input.string("nextToken"), size);
    ObjectNode reply = Json.object();
    reply.set("serviceArns", Json.strings(page.items()));
    page.putToken(reply, "nextToken");
    return reply;
  }

  private static boolean matches(Service service, Input input) {
    String launchType = LaunchTypes.of(input);
    String strategy = input.oneOf("schedulingStrategy", List.of("REPLICA", "DAEMON"));
    boolean wantsDaemons = "DAEMON".equals(strategy);
    return (launchType == null || launchType.equals(service.settings().launchType()))
        && (strategy == null || wantsDaemons == service.settings().daemon());
  }

  private String arn(Cluster cluster, String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : world.arns().ecs("service/" + cluster.name() + "/" + nameOrArn);
  }
}

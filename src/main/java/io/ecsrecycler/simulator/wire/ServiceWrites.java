package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.NewService;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceSettings;
import io.ecsrecycler.simulator.model.ServiceStatus;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** CreateService, UpdateService and DeleteService. */
final class ServiceWrites {

  private static final int DAEMON_INSTANCES = 3;

  /** Changing one of these starts a deployment; the others are only noted. */
  private static final List<String> REDEPLOYED =
      List.of("networkConfiguration", "platformVersion", "capacityProviderStrategy");

  private static final List<String> NOTED =
      List.of(
          "deploymentConfiguration",
          "healthCheckGracePeriodSeconds",
          "enableExecuteCommand",
          "enableECSManagedTags",
          "propagateTags",
          "placementConstraints",
          "placementStrategy",
          "availabilityZoneRebalancing");

  private final World world;
  private final Physics usual;
  private final ServiceJson json;

  ServiceWrites(World world, Physics usual) {
    this.world = world;
    this.usual = usual;
    this.json = new ServiceJson(world.arns());
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateService", this::create,
        "UpdateService", this::update,
        "DeleteService", this::delete);
  }

  private ObjectNode create(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    String name = input.required("serviceName");
    requireKnownKinds(input);
    cluster.find(name, world.now()).ifPresent(ServiceWrites::requireGone);
    ServiceSettings settings = new ServiceSettings(input.copy());
    TaskDefinition definition = definition(input.required("taskDefinition"));
    Physics physics = PhysicsTags.applied(usual, input.list("tags"));
    int desired = settings.daemon() ? DAEMON_INSTANCES : desiredCount(input, 0);
    NewService wanted = new NewService(name, definition, desired, settings, physics);
    return reply(world.createService(cluster, wanted));
  }

  private ObjectNode update(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    Service service = service(cluster, input);
    requireActive(service);
    if (input.has("desiredCount")) {
      requireReplica(service);
    }
    int desired = desiredCount(input, service.desiredCount());
    TaskDefinition definition =
        Optional.ofNullable(input.string("taskDefinition"))
            .map(this::definition)
            .orElseGet(service::definition);
    boolean deploys =
        input.isTrue("forceNewDeployment")
            || !definition.arn().equals(service.definition().arn())
            || REDEPLOYED.stream().anyMatch(input::has);
    service.settle(merged(service.settings(), input), world.now());
    service.desire(desired, world.now());
    if (deploys) {
      service.deploy(definition, Duration.ZERO, world.now());
    }
    return reply(service);
  }

  /** Deleting twice is harmless while the service drains; afterwards there is none to delete. */
  private ObjectNode delete(Input input) {
    Cluster cluster = world.cluster(input.string("cluster", "default"));
    Service service = service(cluster, input);
    if (service.status() == ServiceStatus.DRAINING) {
      return reply(service);
    }
    if (service.status() == ServiceStatus.INACTIVE) {
      throw SimulatedFault.client("ServiceNotFoundException", "Service not found.");
    }
    if (service.desiredCount() > 0 && !input.isTrue("force")) {
      throw SimulatedFault.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    service.delete(world.now());
    return reply(service);
  }

  private ObjectNode reply(Service service) {
    return Json.object().set("service", json.of(service, service.viewAt(world.now()), true));
  }

  private Service service(Cluster cluster, Input input) {
    String name = Identifiers.shortName("service", input.required("service"), cluster);
    return cluster.get(name, world.now());
  }

  private TaskDefinition definition(String name) {
    return Definitions.of(world, name);
  }

  private static void requireKnownKinds(Input input) {
    LaunchTypes.of(input);
    input.oneOf("schedulingStrategy", List.of("REPLICA", "DAEMON"));
    input
        .structure("deploymentController")
        .oneOf("type", List.of("ECS", "CODE_DEPLOY", "EXTERNAL"));
  }

  private static int desiredCount(Input input, int otherwise) {
    int count = input.integer("desiredCount", otherwise);
    if (count < 0) {
      throw SimulatedFault.invalid("desiredCount cannot be negative.");
    }
    if (count > Fault.MOST_TASKS) {
      throw SimulatedFault.invalid(
          "desiredCount cannot exceed " + Fault.MOST_TASKS + ", the most tasks of a service.");
    }
    return count;
  }

  private static ServiceSettings merged(ServiceSettings old, Input input) {
    ObjectNode document = old.document().deepCopy();
    for (List<String> names : List.of(REDEPLOYED, NOTED)) {
      names.stream().filter(input::has).forEach(n -> document.set(n, input.json().get(n)));
    }
    return new ServiceSettings(document);
  }

  private static void requireGone(Service existing) {
    switch (existing.status()) {
      case ACTIVE -> throw SimulatedFault.invalid("Creation of service was not idempotent.");
      case DRAINING ->
          throw SimulatedFault.invalid("Unable to Start a service that is still Draining.");
      case INACTIVE -> {}
    }
  }

  private static void requireActive(Service service) {
    if (service.status() != ServiceStatus.ACTIVE) {
      throw SimulatedFault.client("ServiceNotActiveException", "Service was not ACTIVE.");
    }
  }

  private static void requireReplica(Service service) {
    if (service.settings().daemon()) {
      throw SimulatedFault.invalid(
          "The daemon scheduling strategy does not support a desired count. Remove the desired"
              + " count and try again.");
    }
  }
}

package io.ecsrecycler.simulator;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Autoscaling;
import io.ecsrecycler.simulator.model.Cluster;
import io.ecsrecycler.simulator.model.NewService;
import io.ecsrecycler.simulator.model.Quotas;
import io.ecsrecycler.simulator.model.Registration;
import io.ecsrecycler.simulator.model.ScalableTarget;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.ServiceSettings;
import io.ecsrecycler.simulator.model.TaskDefinition;
import io.ecsrecycler.simulator.model.World;
import io.ecsrecycler.simulator.wire.Api;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The simulated AWS, for HTTP and for callers in the same process alike. Its time is its clock's:
 * the wall's, or a test's. Safe for use by several threads, one call at a time.
 */
public final class SimulatedAws {

  private static final String REGION = "us-east-1";

  private final World world;
  private final Api api;
  private final Clock clock;

  /**
   * A world without services.
   *
   * @param clock tells the world's time
   * @param seed decides every choice, so that the same calls at the same times have the same
   *     outcome
   * @param quotas whether AWS's published request quotas are enforced
   */
  public SimulatedAws(Clock clock, long seed, boolean quotas) {
    this(clock, seed, quotas, new Arns(REGION));
  }

  /**
   * The same in another account or Region.
   *
   * @param arns says which
   */
  public SimulatedAws(Clock clock, long seed, boolean quotas, Arns arns) {
    this.clock = clock;
    this.world = new World(clock.instant(), seed, arns);
    this.api = new Api(world, quotas ? new Quotas() : null, Physics.quick(), seed);
  }

  /**
   * Answers one call.
   *
   * @param service {@code ecs}, {@code application-autoscaling} or {@code elasticloadbalancing}
   * @throws SimulatedFault what AWS would answer instead
   */
  public JsonNode call(String service, String operation, JsonNode input) {
    return call(Caller.USER, service, operation, input);
  }

  /** The same, called by somebody in particular. */
  public synchronized JsonNode call(
      Caller caller, String service, String operation, JsonNode input) {
    catchUp();
    return api.call(caller, service, operation, input);
  }

  /** Whether this is what is in that account and Region. */
  public boolean isAt(String account, String region) {
    return world.arns().account().equals(account) && world.arns().region().equals(region);
  }

  /** Puts a service there that has been steady for an hour. */
  public synchronized void seed(ServiceSeed seed) {
    catchUp();
    Cluster cluster = world.createCluster(seed.cluster());
    TaskDefinition definition =
        world.definitions().register(seed.cluster() + "-" + seed.service(), container());
    ObjectNode settings = seed.settings().deepCopy().put("serviceName", seed.service());
    Service service =
        world.seedService(
            cluster,
            new NewService(
                seed.service(),
                definition,
                seed.desiredCount(),
                new ServiceSettings(settings),
                seed.physics()));
    ServiceSeed.Range range = seed.range();
    if (range != null) {
      world
          .autoscaling()
          .register(
              new Registration(
                  Autoscaling.resourceId(service), range.min(), range.max(), null, null),
              service,
              world.now());
    }
  }

  /** Switches a fault on, or has it happen. False if it could not happen. */
  public synchronized boolean fault(String cluster, String service, Fault fault) {
    Service target = find(cluster, service);
    return switch (fault) {
      case Fault.Standing standing -> {
        target.switchOn(standing, world.now());
        yield true;
      }
      case Fault.Momentary momentary -> world.happen(momentary, target);
    };
  }

  /** Ends all faults of a service. */
  public synchronized void clearFaults(String cluster, String service) {
    find(cluster, service).clearFaults(world.now());
  }

  /** What happened at a service since it became steady, or since the last reset. */
  public synchronized ServiceReport report(String cluster, String service) {
    Service target = find(cluster, service);
    return target.report(
        world
            .autoscaling()
            .find(Autoscaling.resourceId(target))
            .map(ScalableTarget::scaling)
            .orElse(null));
  }

  /** Forgets what happened so far. */
  public synchronized void resetReport(String cluster, String service) {
    find(cluster, service).resetReport();
  }

  /** When something happens next by itself; empty while all is at rest. */
  public synchronized Optional<Instant> nextChange() {
    return world.nextChange();
  }

  private Service find(String cluster, String service) {
    catchUp();
    return world.cluster(cluster).get(service, world.now());
  }

  private void catchUp() {
    world.advanceTo(clock.instant());
  }

  private static ObjectNode container() {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition
        .putArray("containerDefinitions")
        .addObject()
        .put("name", "app")
        .put("image", "app:latest")
        .put("essential", true);
    return definition;
  }
}

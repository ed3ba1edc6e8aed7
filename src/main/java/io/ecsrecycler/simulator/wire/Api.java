package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.Physics;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Quotas;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ECS, Application Auto Scaling and Elastic Load Balancing: every operation they offer here, by
 * name.
 */
public final class Api {

  private final Gate gate;
  private final Misreadings misreadings;
  private final Map<String, Map<String, Operation>> services;

  /**
   * @param quotas null lets any number of calls through
   * @param usual the physics of services whose tags say nothing
   */
  public Api(World world, @Nullable Quotas quotas, Physics usual, long seed) {
    this.gate = new Gate(world, quotas, seed);
    this.misreadings = new Misreadings(seed);
    Map<String, Operation> ecs = new HashMap<>();
    InstanceOperations instances = new InstanceOperations(world);
    ecs.putAll(instances.all());
    ecs.putAll(new ClusterOperations(world, instances).all());
    ecs.putAll(new TaskDefinitionOperations(world).all());
    ecs.putAll(new ServiceOperations(world).all());
    ecs.putAll(new ServiceWrites(world, usual).all());
    ecs.putAll(new DeploymentOperations(world).all());
    ecs.putAll(new TaskOperations(world).all());
    ecs.putAll(new RunTask(world, usual).all());
    ecs.putAll(new ProtectionOperations(world).all());
    this.services =
        Map.of(
            "ecs",
            ecs,
            "application-autoscaling",
            new ScalingOperations(world).all(),
            "elasticloadbalancing",
            new TargetOperations(world).all());
  }

  /** Answers one call, or throws the {@link SimulatedFault} that AWS would answer. */
  public ObjectNode call(Caller caller, String service, String operation, JsonNode input) {
    Operation known = services.getOrDefault(service, Map.of()).get(operation);
    if (known == null) {
      throw SimulatedFault.client(
          "UnknownOperationException",
          "The simulator does not know the operation " + operation + " of " + service + ".");
    }
    if (!input.isObject()) {
      throw SimulatedFault.client("SerializationException", "The request must be a JSON object.");
    }
    Set<Service> concerned = gate.pass(caller, service, operation, input);
    return misreadings.of(operation, concerned, known.answer(new Input(input)));
  }
}

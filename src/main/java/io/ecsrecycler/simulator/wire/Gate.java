package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.Caller;
import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.PassingError;
import io.ecsrecycler.simulator.SimulatedFault;
import io.ecsrecycler.simulator.model.Quotas;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.World;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a call has to pass before it is answered: quotas, and the faults of the services it
 * concerns. Counts it for their reports, too.
 */
final class Gate {

  private final World world;
  private final Concern concern;
  private final @Nullable Quotas quotas;

  /** Dice of its own, so that the number of calls does not change what the world does. */
  private final Random dice;

  Gate(World world, @Nullable Quotas quotas, long seed) {
    this.world = world;
    this.concern = new Concern(world);
    this.quotas = quotas;
    this.dice = new Random(seed);
  }

  /** Returns the services that the call concerns. */
  Set<Service> pass(Caller caller, String api, String operation, JsonNode input) {
    Set<Service> services = concern.of(input);
    services.forEach(service -> service.called(operation, caller.arn()));
    if (quotas != null && !quotas.admit(operation, world.now())) {
      throw throttled(services);
    }
    for (Service service : services) {
      if (service.faults().none()) {
        continue;
      }
      if (service.faults().of(Fault.AccessDenied.class).anyMatch(f -> denies(f, operation))) {
        throw denied(caller, api, operation, service);
      }
      if (service.faults().of(Fault.Throttle.class).anyMatch(f -> hits(f.rate()))) {
        throw throttled(services);
      }
      if (service.faults().of(Fault.ServerError.class).anyMatch(f -> hits(f.rate()))) {
        throw serverError(api);
      }
      service.faults().of(PassingError.class).forEach(error -> mayFail(error, api));
    }
    return services;
  }

  private void mayFail(PassingError error, String api) {
    String concerned =
        switch (error) {
          case PassingError.WrappedThrottle it -> "ecs";
          case PassingError.ConcurrentUpdate it -> "application-autoscaling";
        };
    if (api.equals(concerned) && hits(error.rate())) {
      throw failure(error);
    }
  }

  private static SimulatedFault failure(PassingError error) {
    return switch (error) {
      case PassingError.WrappedThrottle it ->
          SimulatedFault.invalid(
              "Error retrieving subnet information for [subnet-1c37ab41]: Request limit exceeded."
                  + " (ErrorCode: RequestLimitExceeded)");
      case PassingError.ConcurrentUpdate it ->
          SimulatedFault.client(
              "ConcurrentUpdateException",
              "You already have a pending update to an Auto Scaling resource.");
    };
  }

  private boolean hits(double rate) {
    return dice.nextDouble() < rate;
  }

  private static boolean denies(Fault.AccessDenied fault, String operation) {
    return fault.operation() == null || fault.operation().equals(operation);
  }

  private static SimulatedFault throttled(Set<Service> services) {
    services.forEach(Service::throttled);
    return SimulatedFault.throttled();
  }

  private static SimulatedFault denied(
      Caller caller, String api, String operation, Service service) {
    return SimulatedFault.client(
        "AccessDeniedException",
        "User: %s is not authorized to perform: %s:%s on resource: %s because no identity-based"
                .formatted(caller.arn(), api, operation, service.identity().arn())
            + " policy allows the "
            + api
            + ":"
            + operation
            + " action");
  }

  private static SimulatedFault serverError(String api) {
    return api.equals("ecs")
        ? new SimulatedFault("ServerException", "Service Unavailable. Please try again later.", 500)
        : new SimulatedFault("InternalServiceException", "Internal service error.", 500);
  }
}

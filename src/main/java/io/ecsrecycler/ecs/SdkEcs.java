package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import software.amazon.awssdk.services.ecs.EcsClient;

/** One account and Region over the AWS SDK. */
final class SdkEcs {

  private final Services services;
  private final ServiceWrites writes;

  SdkEcs(Services services, ServiceWrites writes) {
    this.services = services;
    this.writes = writes;
  }

  /**
   * All that it takes to look and to act there.
   *
   * @param protection whether ECS is asked for the scale-in protection of tasks
   */
  static SdkEcs over(
      AwsClients.Clients clients, RequestQuotas quotas, boolean protection, Clock clock) {
    EcsClient ecs = clients.ecs();
    TargetGroups groups =
        new TargetGroups(clients.balancing(), new ContainerInstances(ecs, quotas), quotas);
    TaskReader reader = new TaskReader(ecs, quotas, new HealthChecks(ecs, quotas));
    ServiceTasks tasks =
        new ServiceTasks(reader, groups, new TaskProtections(ecs, quotas, protection));
    return new SdkEcs(
        new Services(
            new ServiceFinder(ecs, quotas),
            tasks,
            new ServiceDeployments(ecs, quotas),
            new ScalableTargets(clients.autoscaling(), quotas),
            clock),
        new ServiceWrites(clients.writers(), quotas));
  }

  ServiceSnapshot look(Look look) {
    return services.look(look);
  }

  Located locate(ServiceName asked) {
    return services.locate(asked);
  }

  void carryOut(ServiceName service, Action action, Deadline deadline) {
    writes.carryOut(service, action, deadline);
  }
}

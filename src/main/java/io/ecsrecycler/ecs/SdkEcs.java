package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/** One account and Region over the AWS SDK. */
final class SdkEcs {

  private final EcsClient ecs;
  private final Services services;
  private final ScalableTargets targets;
  private final RequestQuotas quotas;

  SdkEcs(EcsClient ecs, Services services, ScalableTargets targets, RequestQuotas quotas) {
    this.ecs = ecs;
    this.services = services;
    this.targets = targets;
    this.quotas = quotas;
  }

  /** All that it takes to look and to act there. */
  static SdkEcs over(AwsClients.Clients clients, RequestQuotas quotas, Clock clock) {
    EcsClient ecs = clients.ecs();
    ScalableTargets targets = new ScalableTargets(clients.autoscaling(), quotas);
    TargetGroups groups =
        new TargetGroups(clients.balancing(), new ContainerInstances(ecs, quotas), quotas);
    TaskReader reader = new TaskReader(ecs, quotas, new HealthChecks(ecs, quotas));
    ServiceTasks tasks = new ServiceTasks(reader, groups, new TaskProtections(ecs, quotas));
    ServiceDeployments deployments = new ServiceDeployments(ecs, quotas);
    return new SdkEcs(
        ecs, new Services(ecs, tasks, deployments, targets, quotas, clock), targets, quotas);
  }

  ServiceSnapshot look(Look look) {
    return services.look(look);
  }

  Located locate(ServiceName asked) {
    return services.locate(asked);
  }

  void carryOut(ServiceName service, Action action) {
    switch (action) {
      case Action.StopTask it -> stopTask(service, it);
      case Action.SetDesiredCount it -> setDesiredCount(service, it);
      case Action.SetScalableTarget it -> targets.set(service, it);
    }
  }

  private void stopTask(ServiceName service, Action.StopTask stop) {
    quotas.await(RequestQuotas.Quota.TASK_STOPS);
    try {
      classified(
          "ecs:StopTask",
          () ->
              ecs.stopTask(
                  it -> it.cluster(service.cluster()).task(stop.taskArn()).reason(stop.reason())));
    } catch (EcsFaultException e) {
      if (!isUnknownTask(e)) {
        throw e;
      }
      // Somebody was faster and ECS has forgotten the task already; the next look says so.
    }
  }

  /** ECS reports an unknown task as an invalid parameter (ECS facts, section 1). */
  private static boolean isUnknownTask(EcsFaultException e) {
    return e.getCause() instanceof InvalidParameterException cause
        && String.valueOf(cause.getMessage()).contains("referenced task was not found");
  }

  private void setDesiredCount(ServiceName service, Action.SetDesiredCount set) {
    quotas.await(RequestQuotas.Quota.SERVICE_WRITES);
    classified(
        "ecs:UpdateService",
        () ->
            ecs.updateService(it ->
                it.cluster(service.cluster())
                    .service(service.service())
                    .desiredCount(set.value())));
  }
}

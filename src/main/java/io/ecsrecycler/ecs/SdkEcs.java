package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;

/** The port to AWS over the AWS SDK. */
@Component
class SdkEcs implements Ecs {

  private final EcsClient ecs;
  private final TaskReader tasks;
  private final ScalableTargets targets;
  private final RequestQuotas quotas;
  private final Clock clock;

  SdkEcs(
      EcsClient ecs, TaskReader tasks, ScalableTargets targets, RequestQuotas quotas, Clock clock) {
    this.ecs = ecs;
    this.tasks = tasks;
    this.targets = targets;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public ServiceSnapshot look(Look look) {
    Instant takenAt = clock.instant();
    SeenService service = seenService(look.service());
    if (SeenService.MISSING.equals(service.status())) {
      return new ServiceSnapshot(takenAt, service, List.of(), null);
    }
    return new ServiceSnapshot(
        takenAt,
        service,
        tasks.tasksOf(look.service(), look.watchedTasks()),
        look.scalableTarget() ? targets.find(look.service()) : null);
  }

  private SeenService seenService(ServiceName name) {
    try {
      return describe(name.cluster(), name.service()).stream()
          .findFirst()
          .map(ServiceReader::read)
          .orElseGet(SeenService::missing);
    } catch (EcsFaultException e) {
      if (e.getCause() instanceof ClusterNotFoundException) {
        return SeenService.missing();
      }
      throw e;
    }
  }

  private List<Service> describe(String cluster, String service) {
    quotas.await(RequestQuotas.Quota.SERVICE_READS);
    return classified(
        "ecs:DescribeServices",
        () -> ecs.describeServices(it -> it.cluster(cluster).services(service)).services());
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
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

  @Override
  public Located locate(String cluster, String service) {
    List<Service> found;
    try {
      found = describe(cluster, service);
    } catch (EcsFaultException e) {
      return switch (e.getCause()) {
        case ClusterNotFoundException _ ->
            new Located.NoSuchCluster(
                "There is no cluster '%s' in this account and Region.".formatted(cluster));
        case InvalidParameterException it ->
            new Located.NoSuchService(
                "AWS does not accept service '%s' of cluster '%s': %s"
                    .formatted(service, cluster, it.awsErrorDetails().errorMessage()));
        case null, default -> throw e;
      };
    }
    return found.stream()
        .findFirst()
        .map(SdkEcs::located)
        .orElseGet(() ->
            new Located.NoSuchService(
                "There is no service '%s' in cluster '%s'.".formatted(service, cluster)));
  }

  private static Located located(Service service) {
    if ("INACTIVE".equals(service.status())) {
      return new Located.NoSuchService(
          "Service '%s' was deleted; it is INACTIVE.".formatted(service.serviceName()));
    }
    return new Located.Found(
        Arns.service(service.clusterArn(), service.serviceName()),
        Arns.region(service.serviceArn()),
        service.clusterArn() + "/" + service.serviceName());
  }
}

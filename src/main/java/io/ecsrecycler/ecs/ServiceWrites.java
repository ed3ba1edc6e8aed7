package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.ServiceName;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/**
 * Everything that changes something at AWS. Each request is sent once, before its deadline or not
 * at all; without a clear answer to it, nobody knows whether it was carried out.
 */
final class ServiceWrites {

  private static final String STOP_TASK = "ecs:StopTask";
  private static final String UPDATE_SERVICE = "ecs:UpdateService";
  private static final String REGISTER = "application-autoscaling:RegisterScalableTarget";

  private final EcsClient ecs;
  private final ApplicationAutoScalingClient autoscaling;
  private final RequestQuotas quotas;

  ServiceWrites(AwsClients.Writers writers, RequestQuotas quotas) {
    this.ecs = writers.ecs();
    this.autoscaling = writers.autoscaling();
    this.quotas = quotas;
  }

  void carryOut(ServiceName service, Action action, Deadline deadline) {
    switch (action) {
      case Action.StopTask it -> stopTask(service, it, deadline);
      case Action.SetDesiredCount it -> setDesiredCount(service, it, deadline);
      case Action.SetScalableTarget it -> setScalableTarget(service, it, deadline);
    }
  }

  private void stopTask(ServiceName service, Action.StopTask stop, Deadline deadline) {
    try {
      boolean told =
          send(
                      STOP_TASK,
                      RequestQuotas.Quota.TASK_STOPS,
                      deadline,
                      () ->
                          ecs.stopTask(it ->
                              it.cluster(service.cluster())
                                  .task(stop.taskArn())
                                  .reason(stop.reason())
                                  .overrideConfiguration(within(deadline))))
                  .task()
              != null;
      expect(told, STOP_TASK, "does not name the task");
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

  private void setDesiredCount(ServiceName service, Action.SetDesiredCount set, Deadline deadline) {
    boolean told =
        send(
                    UPDATE_SERVICE,
                    RequestQuotas.Quota.SERVICE_WRITES,
                    deadline,
                    () ->
                        ecs.updateService(it ->
                            it.cluster(service.cluster())
                                .service(service.service())
                                .desiredCount(set.value())
                                .overrideConfiguration(within(deadline))))
                .service()
            != null;
    expect(told, UPDATE_SERVICE, "does not show the service");
  }

  private void setScalableTarget(
      ServiceName service, Action.SetScalableTarget set, Deadline deadline) {
    ScalableTarget.Suspension suspended = set.suspended();
    send(
        REGISTER,
        RequestQuotas.Quota.AUTOSCALING,
        deadline,
        () ->
            autoscaling.registerScalableTarget(it ->
                it.serviceNamespace(ServiceNamespace.ECS)
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .resourceId(ScalableTargets.resourceId(service))
                    .maxCapacity(set.max())
                    .suspendedState(state ->
                        state
                            .dynamicScalingInSuspended(suspended.scaleIn())
                            .dynamicScalingOutSuspended(suspended.scaleOut())
                            .scheduledScalingSuspended(suspended.scheduled()))
                    .overrideConfiguration(within(deadline))));
  }

  private <T> T send(
      String operation, RequestQuotas.Quota quota, Deadline deadline, Supplier<T> request) {
    return classified(
        operation,
        () -> {
          quotas.await(quota, deadline);
          return request.get();
        });
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Deadline deadline) {
    return it -> it.putExecutionAttribute(Promptness.DEADLINE, deadline);
  }

  /** An answer without its content may be something else's. */
  private static void expect(boolean told, String operation, String lacking) {
    if (!told) {
      throw incomplete(operation, lacking);
    }
  }
}

package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.ServiceName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Reads and sets how Application Auto Scaling may change a service's desired count. */
final class ScalableTargets {

  private final ApplicationAutoScalingClient autoscaling;
  private final RequestQuotas quotas;

  ScalableTargets(ApplicationAutoScalingClient autoscaling, RequestQuotas quotas) {
    this.autoscaling = autoscaling;
    this.quotas = quotas;
  }

  @Nullable ScalableTarget find(ServiceName service) {
    quotas.await(RequestQuotas.Quota.AUTOSCALING);
    return classified(
            "application-autoscaling:DescribeScalableTargets",
            () ->
                autoscaling.describeScalableTargets(it ->
                    it.serviceNamespace(ServiceNamespace.ECS)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .resourceIds(resourceId(service))))
        .scalableTargets()
        .stream()
        .findFirst()
        .map(
            it -> new ScalableTarget(it.minCapacity(), it.maxCapacity(), read(it.suspendedState())))
        .orElse(null);
  }

  void set(ServiceName service, Action.SetScalableTarget set) {
    quotas.await(RequestQuotas.Quota.AUTOSCALING);
    ScalableTarget.Suspension suspended = set.suspended();
    classified(
        "application-autoscaling:RegisterScalableTarget",
        () ->
            autoscaling.registerScalableTarget(it ->
                it.serviceNamespace(ServiceNamespace.ECS)
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .resourceId(resourceId(service))
                    .maxCapacity(set.max())
                    .suspendedState(state ->
                        state
                            .dynamicScalingInSuspended(suspended.scaleIn())
                            .dynamicScalingOutSuspended(suspended.scaleOut())
                            .scheduledScalingSuspended(suspended.scheduled()))));
  }

  /** Autoscaling's key is made of names; an ARN in it finds nothing. */
  private static String resourceId(ServiceName service) {
    return "service/" + service;
  }

  private static ScalableTarget.Suspension read(@Nullable SuspendedState state) {
    return state == null
        ? new ScalableTarget.Suspension(false, false, false)
        : new ScalableTarget.Suspension(
            Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
            Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
            Boolean.TRUE.equals(state.scheduledScalingSuspended()));
  }
}

package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.ServiceName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Reads how Application Auto Scaling may change a service's desired count. */
final class ScalableTargets {

  private static final String OPERATION = "application-autoscaling:DescribeScalableTargets";

  private final ApplicationAutoScalingClient autoscaling;
  private final RequestQuotas quotas;

  ScalableTargets(ApplicationAutoScalingClient autoscaling, RequestQuotas quotas) {
    this.autoscaling = autoscaling;
    this.quotas = quotas;
  }

  @Nullable ScalableTarget find(ServiceName service) {
    var found = read(service);
    String asked = resourceId(service);
    if (found.isEmpty()) {
      return null;
    }
    return found.stream()
        .filter(it -> asked.equals(it.resourceId()))
        .findFirst()
        .map(ScalableTargets::target)
        .orElseThrow(() ->
            incomplete(
                OPERATION,
                "names %s instead of %s".formatted(found.getFirst().resourceId(), asked)));
  }

  private List<software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget> read(
      ServiceName service) {
    quotas.await(RequestQuotas.Quota.AUTOSCALING);
    try {
      return classified(
              OPERATION,
              () ->
                  autoscaling.describeScalableTargets(it ->
                      it.serviceNamespace(ServiceNamespace.ECS)
                          .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                          .resourceIds(resourceId(service))))
          .scalableTargets();
    } catch (EcsFaultException e) {
      throw switch (e.fault().kind()) {
        case ACCESS_DENIED, REJECTED ->
            e.advising("Or set ignoreAutoscaling to leave autoscaling alone.");
        case THROTTLED,
            UNREACHABLE,
            SERVER_ERROR,
            CREDENTIALS,
            NOT_FOUND,
            INCOMPLETE,
            TOO_SLOW,
            UNEXPECTED ->
            e;
      };
    }
  }

  private static ScalableTarget target(
      software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget found) {
    Integer min = found.minCapacity();
    Integer max = found.maxCapacity();
    if (min == null || max == null) {
      throw incomplete(OPERATION, "leaves out the limits of %s".formatted(found.resourceId()));
    }
    return new ScalableTarget(min, max, suspension(found.suspendedState()));
  }

  /** Autoscaling's key is made of names; an ARN in it finds nothing. */
  static String resourceId(ServiceName service) {
    return "service/" + service;
  }

  private static ScalableTarget.Suspension suspension(@Nullable SuspendedState state) {
    return state == null
        ? new ScalableTarget.Suspension(false, false, false)
        : new ScalableTarget.Suspension(
            Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
            Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
            Boolean.TRUE.equals(state.scheduledScalingSuspended()));
  }
}

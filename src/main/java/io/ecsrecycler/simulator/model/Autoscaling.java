package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Meddling;
import io.ecsrecycler.simulator.ServiceReport.Suspension;
import io.ecsrecycler.simulator.SimulatedFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Application Auto Scaling, as far as it concerns the desired count of ECS services. */
public final class Autoscaling {

  private final Map<String, ScalableTarget> targets = new TreeMap<>();
  private final Arns arns;
  private final Ids ids;

  Autoscaling(Arns arns, Ids ids) {
    this.arns = arns;
    this.ids = ids;
  }

  /** The key under which a service is registered. */
  public static String resourceId(Service service) {
    return "service/" + service.identity().clusterName() + "/" + service.identity().name();
  }

  public List<ScalableTarget> all() {
    return new ArrayList<>(targets.values());
  }

  public Optional<ScalableTarget> find(String resourceId) {
    return Optional.ofNullable(targets.get(resourceId));
  }

  /** Registers or changes; the desired count is at once brought into the range. */
  public ScalableTarget register(Registration wanted, Service service, Instant at) {
    ScalableTarget old = targets.get(wanted.resourceId());
    ScalableTarget changed = merged(old, wanted, service, at);
    if (changed.minCapacity() > changed.maxCapacity() || changed.minCapacity() < 0) {
      throw SimulatedFault.client(
          "ValidationException", "Maximum capacity cannot be less than minimum capacity");
    }
    if (changed.minCapacity() > Fault.MOST_TASKS) {
      throw SimulatedFault.client(
          "ValidationException",
          "Minimum capacity cannot exceed " + Fault.MOST_TASKS + ", the most tasks of a service");
    }
    targets.put(changed.resourceId(), changed);
    service.desire(changed.clamp(service.desiredCount()), at);
    return changed;
  }

  /** Somebody changes a target; false where there is none. */
  boolean change(Service service, Meddling.ScalableTargetChanged wanted, Instant at) {
    String id = resourceId(service);
    if (!targets.containsKey(id) || service.status() != ServiceStatus.ACTIVE) {
      return false;
    }
    Suspension flags = wanted.suspension();
    Registration.PartialSuspension all =
        flags == null
            ? null
            : new Registration.PartialSuspension(
                flags.dynamicScalingInSuspended(),
                flags.dynamicScalingOutSuspended(),
                flags.scheduledScalingSuspended());
    register(new Registration(id, wanted.min(), wanted.max(), null, all), service, at);
    return true;
  }

  /** Forgets the target; false if there is none. */
  public boolean deregister(String resourceId) {
    return targets.remove(resourceId) != null;
  }

  /**
   * A scale-in alarm goes off: one task less, or down to the maximum. Nothing happens below the
   * minimum, while scale-in is suspended, or during a deployment; false then.
   */
  boolean scaleIn(Service service, Instant at) {
    ScalableTarget target = targets.get(resourceId(service));
    if (target == null || target.tuning().suspension().dynamicScalingInSuspended()) {
      return false;
    }
    int lower = target.clamp(service.desiredCount() - 1);
    if (service.deploying() || lower >= service.desiredCount()) {
      return false;
    }
    service.desire(lower, at);
    return true;
  }

  private ScalableTarget merged(
      @Nullable ScalableTarget old, Registration wanted, Service service, Instant at) {
    Suspension suspended = old == null ? Suspension.NONE : old.tuning().suspension();
    Instant since = old == null ? at : old.tuning().creationTime();
    boolean resumes = service.physics().quirks().omittedSuspensionResumes();
    return new ScalableTarget(
        wanted.resourceId(),
        old == null ? arns.scalableTarget(ids.task()) : old.arn(),
        roleArn(old, wanted),
        capacity(wanted.minCapacity(), old == null ? null : old.minCapacity()),
        capacity(wanted.maxCapacity(), old == null ? null : old.maxCapacity()),
        new ScalableTarget.Tuning(merged(suspended, wanted.suspension(), resumes), since));
  }

  private String roleArn(@Nullable ScalableTarget old, Registration wanted) {
    if (wanted.roleArn() != null) {
      return wanted.roleArn();
    }
    return old != null
        ? old.roleArn()
        : arns.iam(
            "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
                + "AWSServiceRoleForApplicationAutoScaling_ECSService");
  }

  private static int capacity(@Nullable Integer wanted, @Nullable Integer old) {
    if (wanted != null) {
      return wanted;
    }
    if (old != null) {
      return old;
    }
    throw SimulatedFault.client(
        "ValidationException",
        "MinCapacity and MaxCapacity are required to register a new scalable target");
  }

  private static Suspension merged(
      Suspension old, Registration.@Nullable PartialSuspension wanted, boolean omittedResumes) {
    if (wanted == null) {
      return old;
    }
    Suspension base = omittedResumes ? Suspension.NONE : old;
    return new Suspension(
        either(wanted.dynamicIn(), base.dynamicScalingInSuspended()),
        either(wanted.dynamicOut(), base.dynamicScalingOutSuspended()),
        either(wanted.scheduled(), base.scheduledScalingSuspended()));
  }

  private static boolean either(@Nullable Boolean wanted, boolean otherwise) {
    return wanted != null ? wanted : otherwise;
  }
}

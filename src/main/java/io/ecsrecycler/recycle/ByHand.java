package io.ecsrecycler.recycle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is left of our changes, and the commands that undo it. */
final class ByHand {

  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  private ByHand() {}

  static String of(CapacityLease lease, Recycle recycle) {
    ServiceName service = recycle.spec().service();
    String arn = arn(recycle);
    List<String> commands = new ArrayList<>();
    if (lease.raisedAt() != null) {
      commands.add(
          "aws ecs update-service%s --cluster %s --service %s --desired-count %d"
              .formatted(
                  region(arn), service.cluster(), service.service(), lease.desired().found()));
    }
    if (lease.touchesAutoscaling()) {
      commands.add(autoscaling(lease, service, region(arn)));
    }
    return "Left changed, unless somebody has changed it since: %s. To undo it%s: %s"
        .formatted(
            String.join(", ", changes(lease)), where(arn, service), String.join("; ", commands));
  }

  private static List<String> changes(CapacityLease lease) {
    List<String> changes = new ArrayList<>();
    if (lease.raisedAt() != null) {
      changes.add(
          "desired count %d instead of %d"
              .formatted(lease.desired().set(), lease.desired().found()));
    }
    CapacityLease.Held<Integer> max = lease.max();
    if (max != null) {
      changes.add("autoscaling maximum %d instead of %d".formatted(max.set(), max.found()));
    }
    if (lease.scaleInSuspended() != null) {
      changes.add("scale-in suspended");
    }
    return changes;
  }

  /** All three flags: whether an omitted one keeps its value is not documented. */
  private static String autoscaling(CapacityLease lease, ServiceName service, String region) {
    CapacityLease.Held<Integer> max = lease.max();
    ScalableTarget.Suspension found =
        lease.suspensionFound() == null
            ? new ScalableTarget.Suspension(lease.scaleInSuspended() == null, false, false)
            : lease.suspensionFound();
    return ("aws application-autoscaling register-scalable-target%s --service-namespace ecs"
            + " --scalable-dimension ecs:service:DesiredCount --resource-id service/%s%s"
            + " --suspended-state DynamicScalingInSuspended=%s,DynamicScalingOutSuspended=%s,"
            + "ScheduledScalingSuspended=%s")
        .formatted(
            region,
            service,
            max == null ? "" : " --max-capacity " + max.found(),
            found.scaleIn(),
            found.scaleOut(),
            found.scheduled());
  }

  private static @Nullable String arn(Recycle recycle) {
    Plan plan = recycle.plan();
    return plan == null || plan.service() == null ? null : plan.service().arn();
  }

  private static String region(@Nullable String arn) {
    return arn == null ? "" : " --region " + part(arn, REGION);
  }

  private static String where(@Nullable String arn, ServiceName service) {
    String account = arn == null ? "" : " in account " + part(arn, ACCOUNT);
    return service.target() == null
        ? account
        : account + ", with the role of target '" + service.target() + "'";
  }

  private static String part(String arn, int part) {
    String[] parts = arn.split(":", -1);
    return parts.length > part ? parts[part] : "?";
  }
}

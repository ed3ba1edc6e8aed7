package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import io.ecsrecycler.recycle.SeenTask.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** What the target groups of a service say about its tasks: DescribeTargetHealth for each. */
final class TargetGroups {

  private final ElasticLoadBalancingV2Client elb;
  private final ContainerInstances instances;
  private final RequestQuotas quotas;

  TargetGroups(
      ElasticLoadBalancingV2Client elb, ContainerInstances instances, RequestQuotas quotas) {
    this.elb = elb;
    this.instances = instances;
    this.quotas = quotas;
  }

  /** Reads the target groups of a service once. */
  Reading read(Service service, List<Task> tasks) {
    List<TargetGroup> groups =
        service.loadBalancers().stream()
            .filter(it -> it.targetGroupArn() != null)
            .map(it -> new TargetGroup(it, targets(it)))
            .toList();
    boolean byInstance = groups.stream().anyMatch(TargetGroup::hasInstances);
    return new Reading(groups, byInstance ? instances.of(tasks) : Map.of());
  }

  /** A blue/green service's tasks are in one group or the other: either will do. */
  private List<TargetHealthDescription> targets(LoadBalancer balancer) {
    List<TargetHealthDescription> targets = new ArrayList<>(targetsOf(balancer.targetGroupArn()));
    String alternate =
        balancer.advancedConfiguration() == null
            ? null
            : balancer.advancedConfiguration().alternateTargetGroupArn();
    if (alternate != null) {
      targets.addAll(targetsOf(alternate));
    }
    return targets;
  }

  private List<TargetHealthDescription> targetsOf(String targetGroupArn) {
    quotas.await(RequestQuotas.Quota.TARGET_READS);
    try {
      return classified(
              "elasticloadbalancing:DescribeTargetHealth",
              () -> elb.describeTargetHealth(it -> it.targetGroupArn(targetGroupArn)))
          .targetHealthDescriptions();
    } catch (EcsFaultException e) {
      throw e.fault().kind() == Fault.Kind.ACCESS_DENIED
          ? e.advising("Or set ignoreTargetHealth to go by the tasks' own health alone.")
          : e;
    }
  }

  /**
   * What was read.
   *
   * @param groups a service's target groups
   * @param instanceIds instance ids by container instance ARN
   */
  record Reading(List<TargetGroup> groups, Map<String, String> instanceIds) {

    /** Nobody was asked. */
    static final Reading NONE = new Reading(List.of(), Map.of());

    /**
     * What they say about one task: one bad verdict is enough, and without a bad one a missing
     * verdict is doubt.
     */
    TargetHealth of(Task task) {
      if (groups.isEmpty()) {
        return TargetHealth.NONE;
      }
      String instance = instanceIds.get(String.valueOf(task.containerInstanceArn()));
      List<TargetHealth> verdicts = groups.stream().map(it -> it.of(task, instance)).toList();
      return first(
          verdicts, Verdict.UNHEALTHY, first(verdicts, Verdict.UNKNOWN, TargetHealth.HEALTHY));
    }

    private static TargetHealth first(
        List<TargetHealth> verdicts, Verdict verdict, TargetHealth otherwise) {
      return verdicts.stream().filter(it -> it.verdict() == verdict).findFirst().orElse(otherwise);
    }
  }
}

package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    List<Group> groups =
        service.loadBalancers().stream()
            .filter(it -> it.targetGroupArn() != null)
            .map(it -> new Group(it, targets(it)))
            .toList();
    boolean byInstance =
        groups.stream().flatMap(it -> it.targets().stream()).anyMatch(TargetGroups::isInstance);
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
          ? new EcsFaultException(
              new Fault(
                  e.fault().kind(),
                  e.fault().message()
                      + " Or set ignoreTargetHealth to go by the tasks' own health alone."),
              e)
          : e;
    }
  }

  private static boolean isInstance(TargetHealthDescription target) {
    return target.target().id().startsWith("i-");
  }

  private record Group(LoadBalancer balancer, List<TargetHealthDescription> targets) {

    String name() {
      String[] parts = balancer.targetGroupArn().split("/", -1);
      return parts.length > 1 ? parts[1] : balancer.targetGroupArn();
    }
  }

  /**
   * What was read.
   *
   * @param groups a service's target groups
   * @param instanceIds instance ids by container instance ARN
   */
  record Reading(List<Group> groups, Map<String, String> instanceIds) {

    /** Nobody was asked. */
    static final Reading NONE = new Reading(List.of(), Map.of());

    /** What they say about one task: all must call it healthy. */
    TargetHealth of(Task task) {
      if (groups.isEmpty()) {
        return TargetHealth.NONE;
      }
      return groups.stream()
          .map(group -> of(task, group))
          .filter(it -> !it.healthy())
          .findFirst()
          .orElse(TargetHealth.HEALTHY);
    }

    private TargetHealth of(Task task, Group group) {
      Targets places =
          new Targets(task, instanceIds.get(String.valueOf(task.containerInstanceArn())));
      List<TargetHealthDescription> registered =
          group.targets().stream().filter(it -> places.include(it, group.balancer())).toList();
      if (registered.stream().anyMatch(Reading::healthy)) {
        return TargetHealth.HEALTHY;
      }
      return TargetHealth.not(
          "target group %s %s"
              .formatted(
                  group.name(),
                  registered.stream()
                      .findFirst()
                      .map(Reading::verdict)
                      .orElse("does not have it registered (yet)")));
    }

    /** A group whose checks are switched off calls nobody healthy, nor unhealthy. */
    private static boolean healthy(TargetHealthDescription target) {
      return switch (target.targetHealth().state()) {
        case HEALTHY -> true;
        case UNAVAILABLE ->
            "Target.HealthCheckDisabled".equals(target.targetHealth().reasonAsString());
        case INITIAL, UNHEALTHY, UNHEALTHY_DRAINING, UNUSED, DRAINING, UNKNOWN_TO_SDK_VERSION ->
            false;
        case null -> false;
      };
    }

    private static String verdict(TargetHealthDescription target) {
      String reason = target.targetHealth().reasonAsString();
      return "calls it "
          + target.targetHealth().stateAsString()
          + (reason == null ? "" : " (" + reason + ")");
    }
  }

  /** Under which ids and ports a task may be registered: its addresses, or its instance. */
  private record Targets(Task task, @org.jspecify.annotations.Nullable String instanceId) {

    boolean include(TargetHealthDescription target, LoadBalancer balancer) {
      String id = target.target().id();
      Integer port = target.target().port();
      return isInstance(target)
          ? id.equals(instanceId) && hostPorts(balancer).anyMatch(it -> it.equals(port))
          : addresses().anyMatch(id::equals)
              && (port == null || port.equals(balancer.containerPort()));
    }

    private Stream<String> addresses() {
      return Stream.concat(
              task.containers().stream()
                  .flatMap(it -> it.networkInterfaces().stream())
                  .flatMap(it -> Stream.of(it.privateIpv4Address(), it.ipv6Address())),
              task.attachments().stream()
                  .flatMap(it -> it.details().stream())
                  .filter(it -> "privateIPv4Address".equals(it.name()))
                  .map(software.amazon.awssdk.services.ecs.model.KeyValuePair::value))
          .filter(java.util.Objects::nonNull);
    }

    private Stream<Integer> hostPorts(LoadBalancer balancer) {
      return task.containers().stream()
          .filter(it -> it.name().equals(balancer.containerName()))
          .flatMap(it -> it.networkBindings().stream())
          .filter(it -> balancer.containerPort().equals(it.containerPort()))
          .map(software.amazon.awssdk.services.ecs.model.NetworkBinding::hostPort);
    }
  }
}

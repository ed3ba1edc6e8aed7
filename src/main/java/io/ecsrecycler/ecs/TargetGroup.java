package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import io.ecsrecycler.recycle.SeenTask.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * One target group of a service, and what it says about tasks.
 *
 * @param balancer how the service is registered there
 * @param targets what is registered there
 */
record TargetGroup(LoadBalancer balancer, List<TargetHealthDescription> targets) {

  /** The state of a group whose checks are switched off: nobody is unhealthy there. */
  private static final String UNCHECKED = "Target.HealthCheckDisabled";

  boolean hasInstances() {
    return targets.stream().anyMatch(TargetGroup::isInstance);
  }

  /**
   * What it says about a task. Where the task is registered several times, one healthy target will
   * do. A task that it does not know may be on its way in, or the answer may lack it: no verdict.
   *
   * @param instanceId which EC2 instance the task runs on, if it is known
   */
  TargetHealth of(Task task, @Nullable String instanceId) {
    List<TargetHealthDescription> registered =
        targets.stream().filter(it -> isTargetOf(it, task, instanceId)).toList();
    return with(registered, Verdict.HEALTHY)
        .map(_ -> TargetHealth.HEALTHY)
        .or(() -> with(registered, Verdict.UNKNOWN).map(it -> TargetHealth.unknown(says(it))))
        .or(() -> with(registered, Verdict.UNHEALTHY).map(it -> TargetHealth.not(says(it))))
        .orElseGet(() ->
            TargetHealth.unknown(
                "target group %s does not have it registered (yet)".formatted(name())));
  }

  private static Optional<TargetHealthDescription> with(
      List<TargetHealthDescription> targets, Verdict verdict) {
    return targets.stream().filter(it -> verdict(it) == verdict).findFirst();
  }

  /** Which states are known not to serve (yet, or any more), and which say nothing. */
  private static Verdict verdict(TargetHealthDescription target) {
    return target.targetHealth() == null
        ? Verdict.UNKNOWN
        : switch (target.targetHealth().state()) {
          case HEALTHY -> Verdict.HEALTHY;
          case INITIAL, UNHEALTHY, UNHEALTHY_DRAINING, UNUSED, DRAINING -> Verdict.UNHEALTHY;
          case UNAVAILABLE ->
              UNCHECKED.equals(target.targetHealth().reasonAsString())
                  ? Verdict.HEALTHY
                  : Verdict.UNKNOWN;
          case UNKNOWN_TO_SDK_VERSION -> Verdict.UNKNOWN;
          case null -> Verdict.UNKNOWN;
        };
  }

  private String says(TargetHealthDescription target) {
    String state = target.targetHealth() == null ? null : target.targetHealth().stateAsString();
    String reason = target.targetHealth() == null ? null : target.targetHealth().reasonAsString();
    return "target group %s %s%s"
        .formatted(
            name(),
            state == null ? "does not say how it is" : "calls it " + state,
            reason == null ? "" : " (" + reason + ")");
  }

  private String name() {
    String[] parts = balancer.targetGroupArn().split("/", -1);
    return parts.length > 1 ? parts[1] : balancer.targetGroupArn();
  }

  private static boolean isInstance(TargetHealthDescription target) {
    return target.target() != null && String.valueOf(target.target().id()).startsWith("i-");
  }

  /** A task is registered by its addresses, or by its instance and host port. */
  private boolean isTargetOf(
      TargetHealthDescription target, Task task, @Nullable String instanceId) {
    if (target.target() == null || target.target().id() == null) {
      return false;
    }
    String id = target.target().id();
    Integer port = target.target().port();
    return isInstance(target)
        ? id.equals(instanceId) && hostPorts(task).anyMatch(it -> it.equals(port))
        : addresses(task).anyMatch(id::equals)
            && (port == null || port.equals(balancer.containerPort()));
  }

  private static Stream<String> addresses(Task task) {
    return Stream.concat(
            task.containers().stream()
                .flatMap(it -> it.networkInterfaces().stream())
                .flatMap(it -> Stream.of(it.privateIpv4Address(), it.ipv6Address())),
            task.attachments().stream()
                .flatMap(it -> it.details().stream())
                .filter(it -> "privateIPv4Address".equals(it.name()))
                .map(KeyValuePair::value))
        .filter(Objects::nonNull);
  }

  private Stream<Integer> hostPorts(Task task) {
    return task.containers().stream()
        .filter(it -> Objects.equals(it.name(), balancer.containerName()))
        .flatMap(it -> it.networkBindings().stream())
        .filter(it -> Objects.equals(it.containerPort(), balancer.containerPort()))
        .map(NetworkBinding::hostPort)
        .filter(Objects::nonNull);
  }
}

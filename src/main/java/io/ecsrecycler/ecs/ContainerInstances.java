package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;

/** Which EC2 instance a container instance is; that never changes, so each is asked for once. */
final class ContainerInstances {

  /** DescribeContainerInstances takes at most 100. */
  private static final int LIMIT = 100;

  /** Instances kept in mind; forgetting one costs a request. */
  private static final int REMEMBERED = 10_000;

  private final EcsClient ecs;
  private final RequestQuotas quotas;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  ContainerInstances(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  /** Instance ids by container instance ARN, for the instances that these tasks run on. */
  Map<String, String> of(Collection<Task> tasks) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    List<Task> unknown =
        tasks.stream()
            .filter(it -> it.containerInstanceArn() != null)
            .filter(it -> !known.containsKey(it.containerInstanceArn()))
            .toList();
    if (!unknown.isEmpty()) {
      List<String> arns =
          new ArrayList<>(unknown.stream().map(Task::containerInstanceArn).distinct().toList());
      for (int from = 0; from < arns.size(); from += LIMIT) {
        learn(
            Objects.requireNonNull(unknown.getFirst().clusterArn()),
            arns.subList(from, Math.min(from + LIMIT, arns.size())));
      }
    }
    return Map.copyOf(known);
  }

  private void learn(String cluster, List<String> chunk) {
    quotas.await(RequestQuotas.Quota.TASK_READS);
    List<ContainerInstance> found =
        classified(
                "ecs:DescribeContainerInstances",
                () ->
                    ecs.describeContainerInstances(
                        it -> it.cluster(cluster).containerInstances(chunk)))
            .containerInstances();
    for (ContainerInstance instance : found) {
      if (instance.ec2InstanceId() != null && instance.containerInstanceArn() != null) {
        known.put(instance.containerInstanceArn(), instance.ec2InstanceId());
      }
    }
  }
}

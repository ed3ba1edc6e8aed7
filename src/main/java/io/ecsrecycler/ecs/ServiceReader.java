package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.ServiceIdentity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Reads DescribeServices' reply. Names that the SDK does not know are passed on as AWS wrote them;
 * what must be there and is not, makes the reply incomplete.
 */
final class ServiceReader {

  /** How many of ECS's messages are kept: enough to tell why a task did not start. */
  private static final int EVENTS = 3;

  private static final double FULL_SCALE = 100;

  private ServiceReader() {}

  static SeenService read(Service service) {
    SeenService.Kind kind = kind(service);
    return new SeenService(
        new ServiceIdentity(service.serviceArn(), service.createdAt()),
        required(service.status(), "status"),
        new SeenService.Counts(
            required(service.desiredCount(), "desiredCount"),
            orZero(service.runningCount()),
            orZero(service.pendingCount())),
        kind,
        kind.deployedByEcs() ? deployments(service) : taskSets(service),
        service.events().stream()
            .map(ServiceEvent::message)
            .filter(Objects::nonNull)
            .limit(EVENTS)
            .toList());
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw incomplete("ecs:DescribeServices", "leaves out " + field);
    }
    return value;
  }

  /** A count proves nothing; without one, nothing contradicts the list of tasks. */
  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static SeenService.Kind kind(Service service) {
    String strategy = service.schedulingStrategyAsString();
    return new SeenService.Kind(
        strategy == null ? "REPLICA" : strategy,
        controller(service),
        service.launchTypeAsString(),
        balancing(service),
        service.deployments().stream().anyMatch(it -> !it.vpcLatticeConfigurations().isEmpty()));
  }

  private static String controller(Service service) {
    DeploymentController named = service.deploymentController();
    if (named != null && named.typeAsString() != null) {
      return named.typeAsString();
    }
    return service.taskSets().isEmpty() ? "ECS" : "EXTERNAL";
  }

  private static Balancing balancing(Service service) {
    if (service.loadBalancers().isEmpty()) {
      return Balancing.NONE;
    }
    return service.loadBalancers().stream().anyMatch(it -> it.targetGroupArn() == null)
        ? Balancing.CLASSIC
        : Balancing.TARGET_GROUPS;
  }

  private static List<SeenService.Deployment> deployments(Service service) {
    return service.deployments().stream().map(ServiceReader::deployment).toList();
  }

  private static SeenService.Deployment deployment(Deployment deployment) {
    String rollout = deployment.rolloutStateAsString();
    return new SeenService.Deployment(
        required(deployment.id(), "a deployment's id"),
        required(deployment.status(), "a deployment's status"),
        rollout == null ? "" : rollout);
  }

  /** A service with task sets has no deployments; several sets mean one set replaces another. */
  private static List<SeenService.Deployment> taskSets(Service service) {
    return service.taskSets().stream().map(ServiceReader::taskSet).toList();
  }

  private static SeenService.Deployment taskSet(TaskSet set) {
    return new SeenService.Deployment(
        required(set.id(), "a task set's id"),
        required(set.status(), "a task set's status"),
        isFull(set) ? "" : "IN_PROGRESS");
  }

  /** A set that is not (yet) at full scale runs fewer tasks than the service's desired count. */
  private static boolean isFull(TaskSet set) {
    return set.scale() == null || set.scale().value() != null && set.scale().value() >= FULL_SCALE;
  }
}

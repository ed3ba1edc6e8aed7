package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.ServiceIdentity;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Reads DescribeServices' reply. */
final class ServiceReader {

  /** How many of ECS's messages are kept: enough to tell why a task did not start. */
  private static final int EVENTS = 3;

  private static final double FULL_SCALE = 100;

  private ServiceReader() {}

  static SeenService read(Service service) {
    SeenService.Kind kind = kind(service);
    return new SeenService(
        new ServiceIdentity(service.serviceArn(), service.createdAt()),
        service.status(),
        new SeenService.Counts(
            service.desiredCount(), service.runningCount(), service.pendingCount()),
        kind,
        kind.deployedByEcs() ? deployments(service) : taskSets(service),
        service.events().stream().limit(EVENTS).map(ServiceEvent::message).toList());
  }

  private static SeenService.Kind kind(Service service) {
    String strategy = service.schedulingStrategyAsString();
    return new SeenService.Kind(
        strategy == null ? "REPLICA" : strategy,
        service.deploymentController() == null
            ? service.taskSets().isEmpty() ? "ECS" : "EXTERNAL"
            : service.deploymentController().typeAsString(),
        balancing(service));
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
        deployment.id(), deployment.status(), rollout == null ? "" : rollout);
  }

  /** A service with task sets has no deployments; several sets mean one set replaces another. */
  private static List<SeenService.Deployment> taskSets(Service service) {
    return service.taskSets().stream().map(ServiceReader::taskSet).toList();
  }

  /** A set that is not (yet) at full scale runs fewer tasks than the service's desired count. */
  private static SeenService.Deployment taskSet(TaskSet set) {
    boolean full = set.scale() == null || set.scale().value() >= FULL_SCALE;
    return new SeenService.Deployment(set.id(), set.status(), full ? "" : "IN_PROGRESS");
  }
}

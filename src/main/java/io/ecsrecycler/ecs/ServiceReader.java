package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.SeenService;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Reads DescribeServices' reply. */
final class ServiceReader {

  /** How many of ECS's messages are kept: enough to tell why a task did not start. */
  private static final int EVENTS = 3;

  private ServiceReader() {}

  static SeenService read(Service service) {
    return new SeenService(
        service.status(),
        service.desiredCount(),
        kind(service),
        service.deployments().stream().map(ServiceReader::deployment).toList(),
        service.events().stream().limit(EVENTS).map(ServiceEvent::message).toList());
  }

  private static SeenService.Kind kind(Service service) {
    String strategy = service.schedulingStrategyAsString();
    return new SeenService.Kind(
        strategy == null ? "REPLICA" : strategy,
        service.deploymentController() == null
            ? service.taskSets().isEmpty() ? "ECS" : "EXTERNAL"
            : service.deploymentController().typeAsString(),
        !service.loadBalancers().isEmpty());
  }

  private static SeenService.Deployment deployment(Deployment deployment) {
    String rollout = deployment.rolloutStateAsString();
    return new SeenService.Deployment(
        deployment.id(), deployment.status(), rollout == null ? "" : rollout);
  }
}

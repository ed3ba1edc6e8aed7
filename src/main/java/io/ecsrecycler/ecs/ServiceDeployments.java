package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.SeenService;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * ECS's service deployments that are under way. A rolling deployment shows in {@code deployments[]}
 * just as well; for the other strategies (BLUE_GREEN, LINEAR, CANARY), whose bake times and traffic
 * shifts may not, ECS is asked. That they may not is an assumption; asking costs one request.
 */
final class ServiceDeployments {

  private static final String OPERATION = "ecs:ListServiceDeployments";

  private final EcsClient ecs;
  private final RequestQuotas quotas;

  ServiceDeployments(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  List<SeenService.Deployment> underWay(Service service) {
    DeploymentConfiguration configuration = service.deploymentConfiguration();
    String strategy = configuration == null ? null : configuration.strategyAsString();
    if (strategy == null || strategy.equals("ROLLING")) {
      return List.of();
    }
    quotas.await(RequestQuotas.Quota.SERVICE_READS);
    return classified(
            OPERATION,
            () ->
                ecs.listServiceDeployments(it ->
                    it.cluster(service.clusterArn())
                        .service(service.serviceName())
                        .status(
                            ServiceDeploymentStatus.PENDING,
                            ServiceDeploymentStatus.IN_PROGRESS,
                            ServiceDeploymentStatus.STOP_REQUESTED,
                            ServiceDeploymentStatus.ROLLBACK_REQUESTED,
                            ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)))
        .serviceDeployments()
        .stream()
        .map(ServiceDeployments::deployment)
        .toList();
  }

  private static SeenService.Deployment deployment(ServiceDeploymentBrief found) {
    String arn = found.serviceDeploymentArn();
    String status = found.statusAsString();
    if (arn == null || status == null) {
      throw incomplete(OPERATION, "leaves out a deployment's ARN or status");
    }
    return new SeenService.Deployment(Arns.name(arn), status, "IN_PROGRESS");
  }
}

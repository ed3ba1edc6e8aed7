package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Looks at services: whether they are there, and how they are. */
final class Services {

  private final ServiceFinder finder;
  private final ServiceTasks tasks;
  private final ServiceDeployments deployments;
  private final ScalableTargets targets;
  private final Clock clock;

  Services(
      ServiceFinder finder,
      ServiceTasks tasks,
      ServiceDeployments deployments,
      ScalableTargets targets,
      Clock clock) {
    this.finder = finder;
    this.tasks = tasks;
    this.deployments = deployments;
    this.targets = targets;
    this.clock = clock;
  }

  /** What is not asked for is not read: a call that fails must not hide what is asked for. */
  ServiceSnapshot look(Look look) {
    Instant begunAt = clock.instant();
    ServiceFinder.Found found = finder.find(look.service().cluster(), look.service().service());
    Service service = found.service();
    SeenService seen = ServiceReader.read(service);
    ServiceTasks.Seen those = look.tasks() ? tasks.of(service, look) : ServiceTasks.Seen.NONE;
    return new ServiceSnapshot(
        begunAt,
        found.awsTime() == null ? begunAt : found.awsTime(),
        look.tasks() ? withDeployments(seen, service) : seen,
        those.tasks(),
        look.scalableTarget() ? targets.find(look.service()) : null,
        those.strangers());
  }

  private SeenService withDeployments(SeenService seen, Service service) {
    List<SeenService.Deployment> underWay = deployments.underWay(service);
    return underWay.isEmpty() ? seen : seen.deploying(underWay);
  }

  Located locate(ServiceName asked) {
    try {
      return located(finder.find(asked.cluster(), asked.service()).service(), asked.target());
    } catch (EcsFaultException e) {
      return absent(asked, e);
    }
  }

  /** What AWS's answer says about where it is not; any other trouble says nothing. */
  private static Located absent(ServiceName asked, EcsFaultException e) {
    Fault.Kind kind = e.fault().kind();
    if (kind == Fault.Kind.NOT_FOUND) {
      return e.getCause() instanceof ClusterNotFoundException
          ? new Located.NoSuchCluster(
              "There is no cluster '%s' in this account and Region.".formatted(asked.cluster()))
          : new Located.NoSuchService(
              "There is no service '%s' in cluster '%s'."
                  .formatted(asked.service(), asked.cluster()));
    }
    if (kind == Fault.Kind.REJECTED && e.getCause() instanceof InvalidParameterException it) {
      return new Located.NoSuchService(
          "AWS does not accept service '%s' of cluster '%s': %s"
              .formatted(asked.service(), asked.cluster(), it.awsErrorDetails().errorMessage()));
    }
    throw e;
  }

  private static Located located(Service service, @Nullable String target) {
    if ("INACTIVE".equals(service.status())) {
      return new Located.NoSuchService(
          "Service '%s' was deleted; it is INACTIVE.".formatted(service.serviceName()));
    }
    String cluster = service.clusterArn();
    String arn = service.serviceArn();
    if (cluster == null || arn == null || service.status() == null) {
      throw incomplete(
          "ecs:DescribeServices",
          "leaves out the ARN or the status of service %s".formatted(service.serviceName()));
    }
    return new Located.Found(
        Arns.service(cluster, service.serviceName(), target),
        Arns.region(arn),
        cluster + "/" + service.serviceName());
  }
}

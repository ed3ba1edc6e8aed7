package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Looks at services: whether they are there, and how they are. */
final class Services {

  private final EcsClient ecs;
  private final ServiceTasks tasks;
  private final ServiceDeployments deployments;
  private final ScalableTargets targets;
  private final RequestQuotas quotas;
  private final Clock clock;

  Services(
      EcsClient ecs,
      ServiceTasks tasks,
      ServiceDeployments deployments,
      ScalableTargets targets,
      RequestQuotas quotas,
      Clock clock) {
    this.ecs = ecs;
    this.tasks = tasks;
    this.deployments = deployments;
    this.targets = targets;
    this.quotas = quotas;
    this.clock = clock;
  }

  ServiceSnapshot look(Look look) {
    Instant begunAt = clock.instant();
    DescribeServicesResponse reply = describe(look.service().cluster(), look.service().service());
    Instant awsTime = date(reply).orElse(begunAt);
    Service found =
        reply.services().stream()
            .findFirst()
            .orElseThrow(() ->
                new EcsFaultException(
                    new Fault(
                        Fault.Kind.NOT_FOUND,
                        "ecs:DescribeServices answered without service %s."
                            .formatted(look.service()))));
    return new ServiceSnapshot(
        begunAt,
        awsTime,
        seen(found),
        look.tasks() ? tasks.of(found, look) : List.of(),
        look.scalableTarget() ? targets.find(look.service()) : null);
  }

  private SeenService seen(Service service) {
    SeenService seen = ServiceReader.read(service);
    List<SeenService.Deployment> underWay = deployments.underWay(service);
    return underWay.isEmpty() ? seen : seen.deploying(underWay);
  }

  /** AWS's own time, from the reply's header, to the second; empty where a stand-in sends none. */
  private static Optional<Instant> date(DescribeServicesResponse reply) {
    return reply
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .flatMap(date -> {
          try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
          } catch (DateTimeException _) {
            return Optional.empty();
          }
        });
  }

  Located locate(ServiceName asked) {
    String cluster = asked.cluster();
    String service = asked.service();
    List<Service> found;
    try {
      found = describe(cluster, service).services();
    } catch (EcsFaultException e) {
      return switch (e.getCause()) {
        case ClusterNotFoundException _ ->
            new Located.NoSuchCluster(
                "There is no cluster '%s' in this account and Region.".formatted(cluster));
        case InvalidParameterException it ->
            new Located.NoSuchService(
                "AWS does not accept service '%s' of cluster '%s': %s"
                    .formatted(service, cluster, it.awsErrorDetails().errorMessage()));
        case null, default -> throw e;
      };
    }
    return found.stream()
        .findFirst()
        .map(it -> located(it, asked.target()))
        .orElseGet(() ->
            new Located.NoSuchService(
                "There is no service '%s' in cluster '%s'.".formatted(service, cluster)));
  }

  private static Located located(Service service, @Nullable String target) {
    if ("INACTIVE".equals(service.status())) {
      return new Located.NoSuchService(
          "Service '%s' was deleted; it is INACTIVE.".formatted(service.serviceName()));
    }
    return new Located.Found(
        Arns.service(service.clusterArn(), service.serviceName(), target),
        Arns.region(service.serviceArn()),
        service.clusterArn() + "/" + service.serviceName());
  }

  private DescribeServicesResponse describe(String cluster, String service) {
    quotas.await(RequestQuotas.Quota.SERVICE_READS);
    return classified(
        "ecs:DescribeServices",
        () -> ecs.describeServices(it -> it.cluster(cluster).services(service)));
  }
}

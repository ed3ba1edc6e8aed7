package io.ecsrecycler.ecs;

import static io.ecsrecycler.ecs.Faults.classified;
import static io.ecsrecycler.ecs.Faults.incomplete;

import io.ecsrecycler.recycle.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Finds one service with DescribeServices, and tells apart that it is not there, that AWS does not
 * say, and that AWS speaks of another one.
 */
final class ServiceFinder {

  private static final String OPERATION = "ecs:DescribeServices";

  private final EcsClient ecs;
  private final RequestQuotas quotas;

  ServiceFinder(EcsClient ecs, RequestQuotas quotas) {
    this.ecs = ecs;
    this.quotas = quotas;
  }

  /**
   * A service, found.
   *
   * @param service as AWS told it
   * @param awsTime AWS's own time, to the second; null where a stand-in sends none
   */
  record Found(Service service, @Nullable Instant awsTime) {}

  /**
   * The service of that name or ARN.
   *
   * @throws EcsFaultException NOT_FOUND when AWS's answer does not have it, INCOMPLETE when the
   *     answer leaves open whether it is there
   */
  Found find(String cluster, String service) {
    quotas.await(RequestQuotas.Quota.SERVICE_READS);
    DescribeServicesResponse reply =
        classified(
            OPERATION, () -> ecs.describeServices(it -> it.cluster(cluster).services(service)));
    String name = Arns.name(service);
    Service found =
        reply.services().stream()
            .filter(it -> name.equals(it.serviceName()) && isIn(cluster, it))
            .findFirst()
            .orElseThrow(() -> without(cluster + "/" + name, reply));
    return new Found(found, date(reply).orElse(null));
  }

  private static boolean isIn(String cluster, Service found) {
    return found.clusterArn() == null || Arns.name(cluster).equals(Arns.name(found.clusterArn()));
  }

  private static EcsFaultException without(String asked, DescribeServicesResponse reply) {
    if (!reply.services().isEmpty()) {
      Service other = reply.services().getFirst();
      return incomplete(
          OPERATION,
          "tells of service %s instead of %s"
              .formatted(
                  Optional.ofNullable(other.serviceArn()).orElse(other.serviceName()), asked));
    }
    if (reply.failures().isEmpty()) {
      return notFound("left out service %s without a reason", asked);
    }
    return reply.failures().stream().allMatch(it -> "MISSING".equals(it.reason()))
        ? notFound("says that service %s is missing", asked)
        : incomplete(
            OPERATION,
            "leaves open whether service %s is there (%s)".formatted(asked, reasons(reply)));
  }

  private static EcsFaultException notFound(String what, String asked) {
    return new EcsFaultException(
        new Fault(
            Fault.Kind.NOT_FOUND,
            "AWS's answer to %s %s.".formatted(OPERATION, what.formatted(asked))));
  }

  private static String reasons(DescribeServicesResponse reply) {
    return reply.failures().stream()
        .map(ServiceFinder::reason)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String reason(Failure failure) {
    return failure.detail() == null
        ? String.valueOf(failure.reason())
        : failure.reason() + ": " + failure.detail();
  }

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
}

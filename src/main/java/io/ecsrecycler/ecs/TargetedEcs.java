package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The port to AWS: goes to the account and Region of a service's target. Each target has clients of
 * its own, made when they are first needed; quotas are AWS's, so that targets in the same account
 * and Region share them.
 */
@Component
class TargetedEcs implements Ecs, AutoCloseable {

  /** How long an action may wait to be sent when its caller does not say. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final AwsTargets targets;
  private final AwsClients clients;
  private final AwsProperties aws;
  private final Clock clock;
  private final Map<AwsTarget, Door> doors = new ConcurrentHashMap<>();
  private final Map<String, RequestQuotas> quotas = new ConcurrentHashMap<>();

  /**
   * @param clock the one that decisions go by: they compare the beginning of a look with it
   */
  TargetedEcs(
      AwsTargets targets,
      AwsClients clients,
      AwsProperties aws,
      @Qualifier("steadyClock") Clock clock) {
    this.targets = targets;
    this.clients = clients;
    this.aws = aws;
    this.clock = clock;
  }

  private record Door(SdkEcs ecs, AwsClients.Clients clients) {}

  @Override
  public ServiceSnapshot look(Look look) {
    return at(look.service().target()).look(look);
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
    carryOut(service, action, Deadline.in(AT_ONCE, clock));
  }

  @Override
  public void carryOut(ServiceName service, Action action, Deadline deadline) {
    at(service.target()).carryOut(service, action, deadline);
  }

  @Override
  public Located locate(ServiceName asked) {
    Optional<AwsTarget> target = targets.find(asked.target());
    if (target.isEmpty()) {
      return new Located.NoSuchTarget(
          "There is no target '%s'; whoever runs this service configures them."
              .formatted(asked.target()));
    }
    return target
        .get()
        .refusal(asked)
        .<Located>map(it -> it)
        .orElseGet(() -> located(asked, target.get()));
  }

  private Located located(ServiceName asked, AwsTarget target) {
    Located located = at(target).locate(asked);
    return located instanceof Located.Found found
        ? target.notFor(found.name().cluster()).<Located>map(it -> it).orElse(located)
        : located;
  }

  /** A target may have gone from the configuration since its recycle was accepted. */
  private SdkEcs at(@Nullable String name) {
    return at(
        targets
            .find(name)
            .orElseThrow(() ->
                new EcsFaultException(
                    new Fault(
                        Fault.Kind.CREDENTIALS,
                        "Nobody says how to reach target '%1$s': recycler.targets.%1$s is not configured (any more)."
                            .formatted(name)))));
  }

  private SdkEcs at(AwsTarget target) {
    return doors.computeIfAbsent(target, this::door).ecs();
  }

  private Door door(AwsTarget target) {
    AwsClients.Clients made = clients.of(target);
    return new Door(SdkEcs.over(made, quotasOf(target), aws.taskProtection(), clock), made);
  }

  /** The quotas of a target's account and Region. */
  RequestQuotas quotasOf(AwsTarget target) {
    return quotas.computeIfAbsent(target.place(), _ -> new RequestQuotas());
  }

  @Override
  public void close() {
    doors.values().forEach(it -> it.clients().close());
  }
}

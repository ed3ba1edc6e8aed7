package io.ecsrecycler.job;

import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Preview;
import io.ecsrecycler.recycle.RecycleSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Tells what a recycle would do. Nothing is changed, nothing is stored. */
@Service
public class RecyclePlans {

  private final ServiceLookup lookup;
  private final StartGate gate;
  private final Clock clock;

  RecyclePlans(ServiceLookup lookup, StartGate gate, Clock clock) {
    this.lookup = lookup;
    this.gate = gate;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {}

  /**
   * This is what it would do.
   *
   * @param blockers what stands against starting it now
   * @param preview what it would do once it has started
   */
  public record Planned(
      RecycleSpec spec, String region, List<Submission.Blocked> blockers, Preview preview)
      implements Result {}

  /** There is no such target, cluster or service; {@code field} names it. */
  public record UnknownTarget(String field, String message) implements Result {}

  /** It is not what the target is configured for; {@code field} names it. */
  public record NotInTarget(String field, String message) implements Result {}

  /** AWS could not be asked. */
  public record AwsUnavailable(Fault fault) implements Result {}

  /** Looks at the service and plans. */
  public Result plan(RecycleSpec asked, Requester by) {
    return switch (lookup.find(asked.service(), by.name())) {
      case ServiceLookup.Target target -> {
        by.mayTouch(target);
        yield plan(asked.of(target.name()), target, by);
      }
      case ServiceLookup.Unknown it -> new UnknownTarget(it.field(), it.message());
      case ServiceLookup.NotInTarget it -> new NotInTarget(it.field(), it.message());
      case ServiceLookup.Unanswered it -> new AwsUnavailable(it.fault());
    };
  }

  private Result plan(RecycleSpec spec, ServiceLookup.Target target, Requester by) {
    Optional<CapacityLease> heldBefore = held(gate.against(target));
    return switch (lookup.look(spec, by.name())) {
      case ServiceLookup.Seen it -> {
        List<Submission.Blocked> blockers = gate.against(target);
        CapacityLease lease = held(blockers).or(() -> heldBefore).orElse(null);
        yield new Planned(
            spec,
            target.region(),
            blockers,
            Preview.of(spec, it.snapshot(), lease, clock.instant()));
      }
      case ServiceLookup.Unanswered it -> new AwsUnavailable(it.fault());
    };
  }

  /** What a recycle under way has raised, which the look shows; it may begin or end meanwhile. */
  private static Optional<CapacityLease> held(List<Submission.Blocked> blockers) {
    return blockers.stream()
        .filter(Submission.UnderWay.class::isInstance)
        .map(Submission.UnderWay.class::cast)
        .flatMap(it -> Stream.ofNullable(it.first().recycle().capacity().lease()))
        .findFirst();
  }
}

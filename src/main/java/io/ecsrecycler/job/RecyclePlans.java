package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Preview;
import io.ecsrecycler.recycle.RecycleSpec;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Tells what a recycle would do. Nothing is changed, nothing is stored. */
@Service
public class RecyclePlans {

  private final ServiceLookup lookup;
  private final Clock clock;

  RecyclePlans(ServiceLookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {}

  /** This is what it would do. */
  public record Planned(RecycleSpec spec, String region, Preview preview) implements Result {}

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
        yield plan(asked.of(target.name()), target.region(), by);
      }
      case ServiceLookup.Unknown it -> new UnknownTarget(it.field(), it.message());
      case ServiceLookup.NotInTarget it -> new NotInTarget(it.field(), it.message());
      case ServiceLookup.Unanswered it -> new AwsUnavailable(it.fault());
    };
  }

  private Result plan(RecycleSpec spec, String region, Requester by) {
    return switch (lookup.look(spec, by.name())) {
      case ServiceLookup.Seen it ->
          new Planned(spec, region, Preview.of(spec, it.snapshot(), clock.instant()));
      case ServiceLookup.Unanswered it -> new AwsUnavailable(it.fault());
    };
  }
}

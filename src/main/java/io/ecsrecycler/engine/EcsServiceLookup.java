package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.AwsSession;
import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.GuardedEcs;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.ServiceLookup;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds services at AWS, and looks at them. */
@Component
class EcsServiceLookup implements ServiceLookup {

  private final Ecs ecs;

  EcsServiceLookup(Ecs ecs, Clock clock) {
    this.ecs = new GuardedEcs(ecs, clock);
  }

  @Override
  public Answer find(ServiceName asked, String by) {
    return AwsSession.lookup(by).call(() -> located(asked));
  }

  private Answer located(ServiceName asked) {
    try {
      return switch (ecs.locate(asked)) {
        case Located.Found it -> new Target(it.name(), it.region(), it.key());
        case Located.NoSuchTarget it -> new Unknown("target", it.message());
        case Located.NotInTarget it -> new NotInTarget(it.field(), it.message());
        case Located.NoSuchCluster it -> new Unknown("cluster", it.message());
        case Located.NoSuchService it -> new Unknown("service", it.message());
      };
    } catch (EcsFaultException e) {
      return new Unanswered(e.fault());
    }
  }

  @Override
  public Sight look(RecycleSpec spec, String by) {
    return AwsSession.lookup(by).call(() -> seen(spec));
  }

  private Sight seen(RecycleSpec spec) {
    try {
      ServiceSnapshot first = ecs.look(Look.toPlan(spec, Set.of()));
      Set<String> tasks =
          first.tasks().stream()
              .filter(task -> !task.life().ending())
              .map(SeenTask::arn)
              .collect(Collectors.toSet());
      return new Seen(tasks.isEmpty() ? first : ecs.look(Look.toPlan(spec, tasks)));
    } catch (EcsFaultException e) {
      return new Unanswered(e.fault());
    }
  }
}

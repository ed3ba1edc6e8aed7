package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.job.ServiceLookup;
import org.springframework.stereotype.Component;

/** Finds services at AWS. */
@Component
class EcsServiceLookup implements ServiceLookup {

  private final Ecs ecs;

  EcsServiceLookup(Ecs ecs) {
    this.ecs = ecs;
  }

  @Override
  public Answer find(String cluster, String service) {
    try {
      return switch (ecs.locate(cluster, service)) {
        case Located.Found it -> new Target(it.name(), it.region(), it.key());
        case Located.NoSuchCluster it -> new Unknown("cluster", it.message());
        case Located.NoSuchService it -> new Unknown("service", it.message());
      };
    } catch (EcsFaultException e) {
      return new Unanswered(e.fault());
    }
  }
}

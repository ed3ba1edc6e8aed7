package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;

/** AWS as it is. */
class AwsAsItIs implements Ecs {
  private final Ecs ecs;

  AwsAsItIs(Ecs ecs) {
    this.ecs = ecs;
  }

  @Override
  public ServiceSnapshot look(Look look) {
    return ecs.look(look);
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
    ecs.carryOut(service, action);
  }

  @Override
  public Located locate(ServiceName asked) {
    return ecs.locate(asked);
  }
}

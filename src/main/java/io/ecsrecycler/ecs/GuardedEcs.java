package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * A port to AWS out of which comes nothing but an answer or an {@link EcsFaultException}: whatever
 * nobody foresaw becomes a fault of the kind {@link Fault.Kind#UNEXPECTED}. So the rules see it,
 * and their holds and limits apply.
 */
public final class GuardedEcs implements Ecs {

  private final Ecs ecs;
  private final Surprises surprises;

  /**
   * @param ecs any port
   * @param clock paces the log
   */
  public GuardedEcs(Ecs ecs, Clock clock) {
    this.ecs = ecs;
    this.surprises = new Surprises(clock);
  }

  @Override
  public ServiceSnapshot look(Look look) {
    return guarded("looking at " + look.service(), () -> ecs.look(look));
  }

  @Override
  public void carryOut(ServiceName service, Action action) {
    guarded(
        acting(service, action),
        () -> {
          ecs.carryOut(service, action);
          return action;
        });
  }

  @Override
  public void carryOut(ServiceName service, Action action, Deadline deadline) {
    guarded(
        acting(service, action),
        () -> {
          ecs.carryOut(service, action, deadline);
          return action;
        });
  }

  @Override
  public Located locate(ServiceName asked) {
    return guarded("finding " + asked, () -> ecs.locate(asked));
  }

  private static String acting(ServiceName service, Action action) {
    return switch (action) {
      case Action.StopTask it -> "stopping task " + it.taskArn();
      case Action.SetDesiredCount _ -> "setting the desired count of " + service;
      case Action.SetScalableTarget _ -> "setting the scalable target of " + service;
    };
  }

  private <T> T guarded(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (EcsFaultException e) {
      throw e;
    } catch (RuntimeException e) {
      surprises.tell(doing, e);
      throw new EcsFaultException(
          new Fault(
              Fault.Kind.UNEXPECTED,
              "An unexpected error came up while %s (%s); the log has its trace."
                  .formatted(doing, words(e))),
          e);
    }
  }

  private static String words(RuntimeException e) {
    String kind = e.getClass().getSimpleName();
    String message = e.getMessage();
    return message == null || message.isBlank() ? kind : AwsErrors.detail(kind, message);
  }
}

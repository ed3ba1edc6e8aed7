package io.ecsrecycler.simulator;

import io.ecsrecycler.simulator.ServiceReport.Suspension;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody does to a service, once. */
public sealed interface Meddling extends Fault.Momentary {

  /**
   * A rollout ends FAILED and stays so: ECS starts no task for the service until somebody deploys
   * again. {@link SimulatedAws#clearFaults} is such a somebody.
   *
   * @param oldKept a new deployment fails at once, and the old revision runs on beside it; if not,
   *     the deployment that the tasks belong to is FAILED, and the only one
   */
  record RolloutFails(boolean oldKept) implements Meddling {
    @Override
    public String kind() {
      return "rollout-fails";
    }
  }

  /**
   * The service is deleted, and created again under its name: the same ARN, a new time of creation,
   * new tasks. Its scalable target stays.
   *
   * @param gone how long after the deletion it is created again; zero: nobody can look in between
   */
  record ServiceRecreated(Duration gone) implements Meddling {
    public ServiceRecreated {
      if (gone.isNegative()) {
        throw new IllegalArgumentException("a service cannot be back before it is gone");
      }
    }

    @Override
    public String kind() {
      return "service-recreated";
    }
  }

  /** Somebody deregisters the scalable target; it cannot happen where there is none. */
  record ScalableTargetDeleted() implements Meddling {
    @Override
    public String kind() {
      return "scalable-target-deleted";
    }
  }

  /**
   * Somebody changes the scalable target; it cannot happen where there is none. The desired count
   * is brought into the range at once.
   *
   * @param min null: stays
   * @param max null: stays
   * @param suspension all three flags; null: stay
   */
  record ScalableTargetChanged(
      @Nullable Integer min, @Nullable Integer max, @Nullable Suspension suspension)
      implements Meddling {
    @Override
    public String kind() {
      return "scalable-target-changed";
    }
  }
}

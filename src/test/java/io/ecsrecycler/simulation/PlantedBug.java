package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.recycle.Rulebook;
import java.time.Clock;

/** A bug on purpose, in test code alone: wraps what the real tick works with. */
interface PlantedBug {

  /** Everything as it is. */
  PlantedBug NONE = new PlantedBug() {};

  default JobStore store(JobStore store, World world) {
    return store;
  }

  default Ecs ecs(Ecs ecs, World world) {
    return ecs;
  }

  default Clock clock(Clock clock) {
    return clock;
  }

  default Rulebook rules(Ecs ecs, World world) {
    return Rulebook.STANDARD;
  }
}

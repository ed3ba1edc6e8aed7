package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StaleStateException;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Decision;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.ServiceIdentity;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bugs in the order of steps, and in what a fault or another writer means. */
final class CarelessBugs {

  private CarelessBugs() {}

  static PlantedBug noFence() {
    return new PlantedBug() {
      @Override
      public JobStore store(JobStore store, World world) {
        return new Store(store) {
          @Override
          public StoredRecycle commit(
              StoredRecycle before, Recycle next, List<RecycleEvent> events) {
            StoredRecycle current = load(next.id()).orElseThrow();
            return super.commit(
                new StoredRecycle(before.recycle(), current.version(), current.epoch()),
                next,
                events);
          }
        };
      }
    };
  }

  static PlantedBug staleLook() {
    return new PlantedBug() {
      @Override
      public Clock clock(Clock clock) {
        return Clock.tick(clock, Duration.ofMinutes(5));
      }
    };
  }

  static PlantedBug actsBeforeItCommits() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) -> {
      Action action = decision.action();
      if (action == null) {
        return decision;
      }
      try {
        ecs.carryOut(recycle.spec().service(), action);
      } catch (EcsFaultException e) {
        return decision;
      }
      return new Decision(decision.next(), null, decision.lookAgain(), decision.events());
    });
  }

  static PlantedBug errorIsEmpty() {
    return new PlantedBug() {
      @Override
      public Ecs ecs(Ecs ecs, World world) {
        return new AwsAsItIs(ecs) {
          @Override
          public ServiceSnapshot look(Look look) {
            try {
              return super.look(look);
            } catch (EcsFaultException e) {
              SeenService service =
                  new SeenService(
                      ServiceIdentity.UNKNOWN,
                      "ACTIVE",
                      new SeenService.Counts(world.scenario().service().desiredCount(), 0, 0),
                      new SeenService.Kind("REPLICA", "ECS", SeenService.Balancing.NONE),
                      List.of(),
                      List.of());
              return new ServiceSnapshot(world.now(), Instant.EPOCH, service, List.of(), null);
            }
          }
        };
      }
    };
  }

  static PlantedBug lostIsDone() {
    return new PlantedBug() {
      @Override
      public Ecs ecs(Ecs ecs, World world) {
        return new AwsAsItIs(ecs) {
          @Override
          public void carryOut(ServiceName service, Action action) {
            try {
              super.carryOut(service, action);
            } catch (EcsFaultException e) {
              world.tell(() -> "swallows " + e);
            }
          }
        };
      }
    };
  }

  /** The store as it is. */
  private static class Store implements JobStore {
    private final JobStore store;

    Store(JobStore store) {
      this.store = store;
    }

    @Override
    public Claim claim(String id) {
      return store.claim(id);
    }

    @Override
    public Optional<StoredRecycle> load(String id) {
      return store.load(id);
    }

    @Override
    public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events)
        throws StaleStateException {
      return store.commit(before, next, events);
    }
  }
}

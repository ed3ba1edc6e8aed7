package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Fault.Standing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults that are switched on at one service, one of each kind. */
public final class StandingFaults {

  private final Map<String, Standing> byKind = new LinkedHashMap<>();

  void switchOn(Standing fault) {
    byKind.put(fault.kind(), fault);
  }

  void clear() {
    byKind.clear();
  }

  public Collection<Standing> all() {
    return List.copyOf(byKind.values());
  }

  /** Those of one kind, at most one. */
  public <F extends Standing> Stream<F> of(Class<F> kind) {
    return byKind.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  boolean noCapacity() {
    return of(Fault.NoCapacity.class).findAny().isPresent();
  }

  /** What becomes of a task that is started now. */
  Fate fateOfNewTask(TaskDefinition definition, ServiceSettings settings) {
    Stream<Fate> exits =
        of(Fault.ReplacementsExit.class).map(f -> new Fate.Exits(f.afterRunning()));
    Stream<Fate> unhealthy =
        of(Fault.ReplacementsNeverHealthy.class)
            .map(f ->
                definition.healthCheck() || settings.balanced()
                    ? new Fate.NeverHealthy()
                    : new Fate.StaysPending());
    return Stream.concat(exits, unhealthy).findFirst().orElseGet(Fate.Serves::new);
  }
}

package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.Fault.Standing;
import io.ecsrecycler.simulator.TaskTrouble;
import io.ecsrecycler.simulator.WrongRead;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults that are switched on at one service, one of each kind. */
public final class StandingFaults {

  private final Map<String, Standing> byKind = new LinkedHashMap<>();
  private final Map<String, Integer> misread = new HashMap<>();

  void switchOn(Standing fault) {
    byKind.put(fault.kind(), fault);
    misread.remove(fault.kind());
  }

  void clear() {
    byKind.clear();
    misread.clear();
  }

  public Collection<Standing> all() {
    return List.copyOf(byKind.values());
  }

  /** Those of one kind, at most one. */
  public <F extends Standing> Stream<F> of(Class<F> kind) {
    return byKind.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Nothing is switched on, which is what most calls want to know. */
  public boolean none() {
    return byKind.isEmpty();
  }

  /** Whether a fault of that kind is switched on. */
  public boolean has(Class<? extends Standing> kind) {
    return of(kind).findAny().isPresent();
  }

  /** Notes that a read was wrong; after its number of times the fault is over. */
  public void misread(WrongRead fault) {
    int done = misread.merge(fault.kind(), 1, Integer::sum);
    if (done >= fault.often().times()) {
      byKind.remove(fault.kind());
      misread.remove(fault.kind());
    }
  }

  /** How many tasks fit, those that still stop included. */
  int places() {
    return of(TaskTrouble.Places.class)
        .mapToInt(TaskTrouble.Places::count)
        .findAny()
        .orElse(Integer.MAX_VALUE);
  }

  /** How long a task that stops stays DEACTIVATING at least. */
  Duration drainingFor() {
    return of(TaskTrouble.SlowDraining.class)
        .map(TaskTrouble.SlowDraining::delay)
        .findAny()
        .orElse(Duration.ZERO);
  }

  /** What becomes of a task that is started now. */
  Fate fateOfNewTask(TaskDefinition definition, ServiceSettings settings) {
    if (none()) {
      return new Fate.Serves();
    }
    Stream<Fate> exits =
        Stream.concat(
            of(Fault.ReplacementsExit.class).map(f -> new Fate.Exits(f.afterRunning())),
            of(TaskTrouble.CrashLoop.class).map(f -> new Fate.Exits(f.lives())));
    Stream<Fate> unhealthy =
        of(Fault.ReplacementsNeverHealthy.class)
            .map(f ->
                definition.healthCheck() || settings.balanced()
                    ? new Fate.NeverHealthy()
                    : new Fate.StaysPending());
    return Stream.concat(exits, unhealthy).findFirst().orElseGet(Fate.Serves::new);
  }
}

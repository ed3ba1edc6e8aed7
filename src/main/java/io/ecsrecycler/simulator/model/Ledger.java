package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.ServiceReport.Stop;
import io.ecsrecycler.simulator.ServiceReport.Strength;
import io.ecsrecycler.simulator.ServiceReport.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what happens at one service, without any lag; what the report is made of. */
final class Ledger {

  private @Nullable Integer leastHealthy;
  private @Nullable Integer mostTasks;
  private final List<Stop> stops = new ArrayList<>();
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Set<String>> callers = new TreeMap<>();
  private int throttled;

  /** Forgets everything and counts from this strength on. */
  void begin(int healthy, int tasks) {
    leastHealthy = healthy;
    mostTasks = tasks;
    stops.clear();
    calls.clear();
    callers.clear();
    throttled = 0;
  }

  /** The service became steady: its extremes count from now on, unless they do already. */
  void steady(int healthy, int tasks) {
    if (leastHealthy == null) {
      leastHealthy = healthy;
      mostTasks = tasks;
    }
  }

  void strength(int healthy, int tasks) {
    if (leastHealthy != null && mostTasks != null) {
      leastHealthy = Math.min(leastHealthy, healthy);
      mostTasks = Math.max(mostTasks, tasks);
    }
  }

  void stopped(Stop stop) {
    stops.add(stop);
  }

  void called(String operation, String by) {
    calls.merge(operation, 1, Integer::sum);
    callers.computeIfAbsent(operation, _ -> new LinkedHashSet<>()).add(by);
  }

  void throttled() {
    throttled++;
  }

  Strength strengthNow(int healthy) {
    return new Strength(healthy, leastHealthy, mostTasks);
  }

  List<Stop> stops() {
    return List.copyOf(stops);
  }

  Traffic traffic() {
    Map<String, Set<String>> all = new TreeMap<>();
    callers.forEach((operation, by) -> all.put(operation, new LinkedHashSet<>(by)));
    return new Traffic(new TreeMap<>(calls), throttled, all);
  }
}

package io.ecsrecycler.simulator.model;

import io.ecsrecycler.simulator.ScaleInPick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses the tasks that go when the desired count is lowered: never protected ones, first those
 * that do not run yet, then from the zone which has most; among the rest by {@link ScaleInPick}.
 */
final class ScaleIn {

  private final ScaleInPick pick;
  private final Ids ids;

  ScaleIn(ScaleInPick pick, Ids ids) {
    this.pick = pick;
    this.ids = ids;
  }

  /** At most so many of these tasks; fewer where the others are protected. */
  List<Task> choose(Collection<Task> from, int count, Instant now) {
    List<Task> left = new ArrayList<>(from);
    List<Task> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      List<Task> candidates = left.stream().filter(task -> !task.isProtected(now)).toList();
      if (candidates.isEmpty()) {
        break;
      }
      Task next = one(candidates, left);
      left.remove(next);
      chosen.add(next);
    }
    return chosen;
  }

  private Task one(List<Task> candidates, List<Task> all) {
    List<Task> starting = candidates.stream().filter(t -> t.lastStatus().starting()).toList();
    return byAge(starting.isEmpty() ? ofFullestZone(candidates, all) : starting);
  }

  private static List<Task> ofFullestZone(List<Task> candidates, List<Task> all) {
    Map<String, Long> perZone =
        all.stream().collect(Collectors.groupingBy(t -> t.origin().zone(), Collectors.counting()));
    long most =
        candidates.stream()
            .mapToLong(t -> perZone.getOrDefault(t.origin().zone(), 0L))
            .max()
            .orElse(0);
    return candidates.stream()
        .filter(t -> perZone.getOrDefault(t.origin().zone(), 0L) == most)
        .toList();
  }

  private Task byAge(List<Task> equals) {
    List<Task> oldestFirst =
        equals.stream().sorted(Comparator.comparingLong(t -> t.origin().order())).toList();
    return switch (pick) {
      case OLDEST -> oldestFirst.getFirst();
      case NEWEST -> oldestFirst.getLast();
      case RANDOM -> oldestFirst.get(ids.below(oldestFirst.size()));
    };
  }
}

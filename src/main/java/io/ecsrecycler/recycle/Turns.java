package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn comes when: tasks that are known not to serve first, for they cost no headroom; then
 * the oldest first, zones alternating, so that no zone loses two in a row while another has some
 * left.
 */
final class Turns {

  private static final Comparator<SeenTask> OLDEST_FIRST =
      Comparator.<SeenTask, Instant>comparing(
              task -> task.origin().createdAt(), Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(SeenTask::arn);

  private Turns() {}

  static List<SeenTask> inOrder(List<SeenTask> tasks) {
    List<SeenTask> order = new ArrayList<>();
    List<SeenTask> oldestFirst = tasks.stream().sorted(OLDEST_FIRST).toList();
    oldestFirst.stream().filter(NextStop::isFree).forEach(order::add);
    order.addAll(alternating(oldestFirst.stream().filter(task -> !NextStop.isFree(task)).toList()));
    return order;
  }

  private static List<SeenTask> alternating(List<SeenTask> oldestFirst) {
    Map<String, List<SeenTask>> zones = new LinkedHashMap<>();
    for (SeenTask task : oldestFirst) {
      zones
          .computeIfAbsent(String.valueOf(task.origin().availabilityZone()), _ -> new ArrayList<>())
          .add(task);
    }
    List<SeenTask> order = new ArrayList<>();
    for (int round = 0; order.size() < oldestFirst.size(); round++) {
      for (List<SeenTask> zone : zones.values()) {
        if (round < zone.size()) {
          order.add(zone.get(round));
        }
      }
    }
    return order;
  }
}

package io.ecsrecycler.simulation;

import io.ecsrecycler.simulator.ServiceReport;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was really so, and when: noted whenever anything happens, so that no look can be in between.
 */
final class Truth {

  /** Looks reach back at most this many notes; older ones are forgotten. */
  private static final int KEPT = 4_000;

  /** One moment. */
  record Moment(Instant at, Set<String> healthy, Set<String> there, ServiceReport report) {

    private static Moment of(Instant at, ServiceReport report) {
      return new Moment(
          at,
          report.tasks().stream()
              .filter(ServiceReport.TaskSeen::healthy)
              .map(ServiceReport.TaskSeen::taskArn)
              .collect(Collectors.toSet()),
          report.tasks().stream().map(ServiceReport.TaskSeen::taskArn).collect(Collectors.toSet()),
          report);
    }
  }

  private final Deque<Moment> newestFirst = new ArrayDeque<>();

  void note(Instant at, ServiceReport report) {
    newestFirst.addFirst(Moment.of(at, report));
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  Moment now() {
    return newestFirst.getFirst();
  }

  /** How it was at that time. */
  Moment at(Instant time) {
    return newestFirst.stream()
        .filter(moment -> !moment.at().isAfter(time))
        .findFirst()
        .orElseGet(newestFirst::getLast);
  }
}

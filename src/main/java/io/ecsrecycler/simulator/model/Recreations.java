package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Services that were deleted and will be created again under their names. */
final class Recreations {

  /**
   * One of them.
   *
   * @param old the deleted service
   * @param again what it was
   */
  record Recreation(Instant at, Service old, NewService again) {}

  private final PriorityQueue<Recreation> queue =
      new PriorityQueue<>(
          Comparator.comparing(Recreation::at).thenComparing(it -> it.old().identity().order()));

  void put(Recreation recreation) {
    queue.add(recreation);
  }

  Optional<Instant> next() {
    return Optional.ofNullable(queue.peek()).map(Recreation::at);
  }

  /** The one that is due by then. */
  Optional<Recreation> take(Instant by) {
    return next().filter(due -> !due.isAfter(by)).map(_ -> queue.remove());
  }
}

package io.ecsrecycler.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What a service looked like, as far back as its lagging reads reach. */
final class Views {

  private final Duration lag;
  private final Deque<ServiceView> newestFirst = new ArrayDeque<>();

  Views(Duration lag) {
    this.lag = lag;
  }

  boolean lagging() {
    return lag.isPositive();
  }

  void add(ServiceView view) {
    newestFirst.addFirst(view);
    dropOlderThanVisible(view.at().minus(lag));
  }

  /** What a read at this moment shows; empty if the service did not exist by then. */
  Optional<ServiceView> seenAt(Instant now) {
    Instant then = now.minus(lag);
    return newestFirst.stream().filter(view -> !view.at().isAfter(then)).findFirst();
  }

  private void dropOlderThanVisible(Instant then) {
    boolean coversThen = false;
    for (Iterator<ServiceView> views = newestFirst.iterator(); views.hasNext(); ) {
      ServiceView view = views.next();
      if (coversThen) {
        views.remove();
      }
      coversThen |= !view.at().isAfter(then);
    }
  }
}

package io.ecsrecycler.api;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** So many requests may wait or stream at a time, of each caller and of all. */
@Component
class Seats {

  private final StreamProperties most;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  Seats(StreamProperties most) {
    this.most = most;
  }

  /** A place to wait, until closed; closing it twice does nothing. */
  interface Seat extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @throws org.springframework.web.ErrorResponseException 429, when there is none
   */
  synchronized Seat take(String caller) {
    if (taken.getOrDefault(caller, 0) >= most.perCaller()) {
      throw Problems.tooManyWaiting("'" + caller + "'", most.perCaller());
    }
    if (all >= most.total()) {
      throw Problems.tooManyWaiting("All callers together", most.total());
    }
    all++;
    taken.merge(caller, 1, Integer::sum);
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(caller);
      }
    };
  }

  private synchronized void leave(String caller) {
    all--;
    taken.computeIfPresent(caller, (_, count) -> count > 1 ? count - 1 : null);
  }
}

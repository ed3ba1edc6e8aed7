package io.ecsrecycler.engine;

import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Each recycle that runs here, as its last step left it. What is stored beyond that, somebody else
 * has written since: a command that the next step must heed.
 */
@Component
class LastSeen {

  private final Map<String, StoredRecycle> seen = new ConcurrentHashMap<>();

  /** The same store, with everything that a step reads and writes noted here. */
  JobStore over(JobStore store) {
    return new Noting(store);
  }

  /** A recycle as the last step left it. */
  Optional<StoredRecycle> of(String id) {
    return Optional.ofNullable(seen.get(id));
  }

  /** Another step begins, or none comes any more. */
  void forget(String id) {
    seen.remove(id);
  }

  private final class Noting implements JobStore {

    private final JobStore store;

    private Noting(JobStore store) {
      this.store = store;
    }

    @Override
    public Claim claim(String id) {
      return store.claim(id);
    }

    /** What a step reads first is what it decides on; it may read again after its action. */
    @Override
    public Optional<StoredRecycle> load(String id) {
      Optional<StoredRecycle> stored = store.load(id);
      stored.ifPresent(it -> seen.putIfAbsent(id, it));
      return stored;
    }

    @Override
    public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events) {
      StoredRecycle after = store.commit(before, next, events);
      seen.computeIfPresent(
          next.id(), (_, known) -> known.version() == before.version() ? after : known);
      return after;
    }
  }
}

package io.ecsrecycler.simulation;

import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import java.util.Optional;

/** The store as one engine meets it: it may be away, and its last answer may be lost. */
final class UnreliableStore implements JobStore {

  private final MemoryJobStore store;
  private final Engine engine;

  UnreliableStore(MemoryJobStore store, Engine engine) {
    this.store = store;
    this.engine = engine;
  }

  @Override
  public Claim claim(String id) {
    return store.claim(id);
  }

  @Override
  public Optional<StoredRecycle> load(String id) {
    engine.at("before it reads its state");
    engine.mayLoseTheDatabase();
    return store.load(id);
  }

  @Override
  public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events) {
    engine.at("before a commit");
    engine.mayLoseTheDatabase();
    StoredRecycle written = store.commit(before, next, events);
    engine.committed(events);
    engine.mayLoseTheDatabase();
    engine.at("after a commit");
    return written;
  }
}

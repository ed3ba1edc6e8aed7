package io.ecsrecycler.simulation;

import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StaleStateException;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The job store without a database; the same contract test runs against it and the real one. */
public final class MemoryJobStore implements JobStore {

  private final Map<String, StoredRecycle> rows = new HashMap<>();
  private final BiConsumer<StoredRecycle, StoredRecycle> witness;

  /**
   * @param witness sees every commit: what was stored before, and what is stored now
   */
  public MemoryJobStore(BiConsumer<StoredRecycle, StoredRecycle> witness) {
    this.witness = witness;
  }

  public void insert(Recycle recycle) {
    rows.put(recycle.id(), new StoredRecycle(recycle, 0, 0));
  }

  @Override
  public Claim claim(String id) {
    StoredRecycle row = load(id).orElseThrow(() -> new NoSuchElementException("no recycle " + id));
    rows.put(id, new StoredRecycle(row.recycle(), row.version() + 1, row.epoch() + 1));
    return new Claim(id, row.epoch() + 1);
  }

  @Override
  public Optional<StoredRecycle> load(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events) {
    StoredRecycle stored =
        load(next.id()).orElseThrow(() -> new NoSuchElementException("no recycle " + next.id()));
    if (stored.version() != before.version()) {
      throw new StaleStateException(next.id(), before.version(), stored.version());
    }
    StoredRecycle written = new StoredRecycle(next, stored.version() + 1, stored.epoch());
    rows.put(next.id(), written);
    witness.accept(stored, written);
    return written;
  }
}

package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import java.util.Optional;

/** Where the engine keeps recycles between one tick and the next. */
public interface JobStore {

  /**
   * Makes the caller the one who runs a recycle; whoever ran it before is fenced from now on.
   *
   * @throws java.util.NoSuchElementException when there is none of that id
   */
  Claim claim(String id);

  /** Reads a recycle; empty when there is none of that id. */
  Optional<StoredRecycle> load(String id);

  /**
   * Writes the next state and what happened, both or none.
   *
   * @param before what was read; its version is the fence
   * @return what is stored now
   * @throws StaleStateException when somebody else has written since; nothing is written then
   */
  StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events);
}

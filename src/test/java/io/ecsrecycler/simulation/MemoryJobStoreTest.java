package io.ecsrecycler.simulation;

import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.JobStoreContract;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Specs;

class MemoryJobStoreTest implements JobStoreContract {

  private final MemoryJobStore store = new MemoryJobStore((_, _) -> {});

  @Override
  public JobStore store() {
    return store;
  }

  @Override
  public StoredRecycle requested() {
    Recycle recycle = Recycle.requested(JobStoreContract.anId(), Specs.usual("c", "s"));
    store.insert(recycle);
    return store.load(recycle.id()).orElseThrow();
  }
}

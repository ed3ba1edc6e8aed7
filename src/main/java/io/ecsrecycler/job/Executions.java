package io.ecsrecycler.job;

/** Has recycles run; whoever leases them provides it. */
public interface Executions {

  /** Enqueues a recycle within the current transaction. */
  void enqueue(String id);
}

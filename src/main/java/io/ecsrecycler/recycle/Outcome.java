package io.ecsrecycler.recycle;

/** How a recycle ends. */
public sealed interface Outcome {

  /** Every old task is done. */
  record Succeeded() implements Outcome {}

  /** It ended early; no further task was stopped. */
  record Failed(Failure failure) implements Outcome {}

  /** Somebody ended it early. */
  record Cancelled() implements Outcome {}
}

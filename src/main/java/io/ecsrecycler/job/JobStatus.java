package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;

/** What a recycle's job is doing; the names are part of the REST contract. */
public enum JobStatus {
  /** Accepted; no engine has looked at the service yet. */
  QUEUED,
  RUNNING,
  /** By somebody, or at a checkpoint. */
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** The status of a recycle that an engine has decided on. */
  static JobStatus of(Recycle recycle) {
    if (recycle.paused()) {
      return PAUSED;
    }
    return switch (recycle.phase()) {
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> RUNNING;
      case Phase.Restoring _ -> RUNNING;
      case Phase.Ended ended ->
          switch (ended.outcome()) {
            case Outcome.Succeeded _ -> SUCCEEDED;
            case Outcome.Failed _ -> FAILED;
            case Outcome.Cancelled _ -> CANCELLED;
          };
    };
  }
}

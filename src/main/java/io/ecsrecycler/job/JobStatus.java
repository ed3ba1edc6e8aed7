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

  /**
   * The status of a recycle.
   *
   * @param begun whether an engine has ever decided on it; commands alone do not begin it
   */
  static JobStatus of(Recycle recycle, boolean begun) {
    if (recycle.paused()) {
      return PAUSED;
    }
    return switch (recycle.phase()) {
      case Phase.Planning _ -> begun ? RUNNING : QUEUED;
      case Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> RUNNING;
      case Phase.Restoring _ -> RUNNING;
      case Phase.Ended ended ->
          switch (ended.outcome()) {
            case Outcome.Succeeded _ -> SUCCEEDED;
            case Outcome.Failed _ -> FAILED;
            case Outcome.Cancelled _ -> CANCELLED;
          };
    };
  }

  /** Whether a state shows that an engine has decided something: a command leaves no such trace. */
  static boolean begun(Recycle recycle) {
    boolean untouched = recycle.plan() == null && recycle.hold() == null;
    return switch (recycle.phase()) {
      case Phase.Planning _ -> !untouched;
      case Phase.Surging _, Phase.Recycling _, Phase.Settling _, Phase.Restoring _ -> true;
      case Phase.Ended(Outcome.Cancelled _, _) -> !untouched;
      case Phase.Ended _ -> true;
    };
  }
}

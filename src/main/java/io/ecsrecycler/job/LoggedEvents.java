package io.ecsrecycler.job;

import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Writes what happened to a recycle into the log; its kind alone decides how loudly. */
public final class LoggedEvents {

  private LoggedEvents() {}

  /** Writes each event as one line. */
  public static void tell(Logger log, List<RecycleEvent> events) {
    events.forEach(event -> log.atLevel(level(event)).log("{}", event.sentence()));
  }

  /**
   * ERROR: it failed. WARN: somebody should look at it. A hold that begins is INFO, because most
   * holds are over within seconds; those that last are told again, and louder.
   */
  static Level level(RecycleEvent event) {
    return switch (event) {
      case RecycleEvent.RecycleFailed _, RecycleEvent.CapacityLeftChanged _ -> Level.ERROR;
      case RecycleEvent.GaveUp _,
          RecycleEvent.TimeLimitReached _,
          RecycleEvent.ReplacementFailed _,
          RecycleEvent.PauseExpired _,
          RecycleEvent.LatticeNotRead _,
          RecycleEvent.CapacityLeftToOthers _ ->
          Level.WARN;
      case RecycleEvent.RecycleStarted _,
          RecycleEvent.TasksPlanned _,
          RecycleEvent.NothingToDo _,
          RecycleEvent.TasksLeftOut _,
          RecycleEvent.ReplacementNotWanted _,
          RecycleEvent.OneAtATime _,
          RecycleEvent.AutoscalingHeld _,
          RecycleEvent.DesiredCountRaised _,
          RecycleEvent.SurgeHealthy _,
          RecycleEvent.TaskStopped _,
          RecycleEvent.StopGivenUp _,
          RecycleEvent.ReplacementHealthy _,
          RecycleEvent.TaskGone _,
          RecycleEvent.TaskSkipped _,
          RecycleEvent.HoldBegan _,
          RecycleEvent.HoldEnded _,
          RecycleEvent.RecyclePaused _,
          RecycleEvent.CheckpointReached _,
          RecycleEvent.RecycleResumed _,
          RecycleEvent.CancelRequested _,
          RecycleEvent.DesiredCountLowered _,
          RecycleEvent.AutoscalingReleased _,
          RecycleEvent.CapacityRestored _,
          RecycleEvent.RecycleSucceeded _,
          RecycleEvent.RecycleCancelled _ ->
          Level.INFO;
    };
  }
}

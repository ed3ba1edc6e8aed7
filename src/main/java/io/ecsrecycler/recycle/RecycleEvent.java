package io.ecsrecycler.recycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in the past tense. Its sentence is the one that people read, in REST, stream,
 * page, log and mail alike; the first ones are worded as the old Lambda logged them.
 */
public sealed interface RecycleEvent {

  /** One sentence for people. */
  String sentence();

  record RecycleStarted(ServiceName service) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Starting task recycle for " + service;
    }
  }

  record TasksPlanned(int originalDesiredCount, int tasks, int floor) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Original desired count: %d, tasks: %d".formatted(originalDesiredCount, tasks);
    }
  }

  /** Tasks that were listed and are not part of the plan. */
  record TasksLeftOut(int notSelected, int notOfTheService) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Left out: "
          + (notSelected == 0 ? "" : notSelected + " tasks that were not selected")
          + (notSelected == 0 || notOfTheService == 0 ? "" : ", ")
          + (notOfTheService == 0
              ? ""
              : notOfTheService + " listed tasks that do not belong to the service");
    }
  }

  /** Nothing here reads what VPC Lattice says of a task. */
  record LatticeNotRead() implements RecycleEvent {
    @Override
    public String sentence() {
      return "The service is registered with VPC Lattice, whose view of a task's health is not read";
    }
  }

  record NothingToDo(String why) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Nothing to recycle: " + why;
    }
  }

  /** A DAEMON has no desired count to raise. */
  record OneAtATime() implements RecycleEvent {
    @Override
    public String sentence() {
      return "A DAEMON service runs one task per host: no extra task is started, and its tasks are"
          + " recycled one at a time";
    }
  }

  /** Autoscaling was kept from taking the extra task away. */
  record AutoscalingHeld(@Nullable Integer max, boolean scaleInSuspended) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Autoscaling: "
          + (scaleInSuspended ? "scale-in suspended" : "scale-in left as it is")
          + (max == null ? "" : ", maximum raised to " + max);
    }
  }

  record DesiredCountRaised(int from, int to) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Raising desired count from %d to %d".formatted(from, to);
    }
  }

  record SurgeHealthy(int healthyTasks) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Extra capacity is healthy, %d tasks serve now".formatted(healthyTasks);
    }
  }

  /** A task was asked to stop; the headroom is the sum that allowed it. */
  record TaskStopped(int number, int of, String taskArn, Headroom headroom)
      implements RecycleEvent {
    @Override
    public String sentence() {
      return "Recycling task %d/%d: %s".formatted(number, of, taskArn);
    }
  }

  /** A stop never arrived at AWS, and may not be said again now: its task keeps its turn. */
  record StopGivenUp(int number, int of, String taskArn) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Stopping task %d/%d never arrived at AWS; it keeps its turn: %s"
          .formatted(number, of, taskArn);
    }
  }

  record ReplacementHealthy(int number, String taskArn, String replacedBy, long waitSeconds)
      implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task %d recycled, waiting %ds".formatted(number, waitSeconds);
    }
  }

  record TaskGone(int number, int of, String taskArn) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task %d/%d is gone already, without us: %s".formatted(number, of, taskArn);
    }
  }

  /** A task was stopped, and ECS wants none in its place. */
  record ReplacementNotWanted(int number, int of, String taskArn, int desiredCount)
      implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task %d/%d was stopped and gets no replacement: the desired count is %d now, and ECS has as many tasks: %s"
          .formatted(number, of, desiredCount, taskArn);
    }
  }

  /** A task was left alone on purpose. */
  record TaskSkipped(int number, int of, String taskArn, String why) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task %d/%d is left alone, %s: %s".formatted(number, of, why, taskArn);
    }
  }

  record ReplacementFailed(int number, String taskArn, String why) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task %d was not replaced: %s".formatted(number, why);
    }
  }

  record HoldBegan(Hold.Reason reason, String message) implements RecycleEvent {
    @Override
    public String sentence() {
      return "On hold: " + message;
    }
  }

  record HoldEnded(Hold.Reason reason) implements RecycleEvent {
    @Override
    public String sentence() {
      return "No longer on hold (%s)".formatted(reason);
    }
  }

  /** {@code why} is null where somebody paused this very recycle. */
  record RecyclePaused(Instant until, @Nullable String why) implements RecycleEvent {
    @Override
    public String sentence() {
      return why == null
          ? "Paused: nothing more is stopped until somebody resumes; cancelled at " + until
          : "Paused: %s; cancelled at %s".formatted(why, until);
    }
  }

  record CheckpointReached(int recycled, int of, Instant until) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Checkpoint after %d of %d tasks: resume to go on; cancelled at %s"
          .formatted(recycled, of, until);
    }
  }

  /** {@code why} is null where somebody resumed this very recycle. */
  record RecycleResumed(@Nullable String why) implements RecycleEvent {
    @Override
    public String sentence() {
      return why == null ? "Resumed" : "Resumed: " + why;
    }
  }

  /** Nobody resumed in time. */
  record PauseExpired() implements RecycleEvent {
    @Override
    public String sentence() {
      return "Paused for too long: cancelling";
    }
  }

  record CancelRequested() implements RecycleEvent {
    @Override
    public String sentence() {
      return "Cancelling: what is under way is seen through, then capacity is put back";
    }
  }

  /** The whole recycle took longer than it was allowed to. */
  record TimeLimitReached(Failure failure) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Stopping nothing more: " + failure.message();
    }
  }

  /** The recycle will fail, once everything is put back. */
  record GaveUp(Failure failure) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Ending early, restoring capacity first: " + failure.message();
    }
  }

  record DesiredCountLowered(int from, int to) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Putting desired count back from %d to %d".formatted(from, to);
    }
  }

  record AutoscalingReleased(@Nullable Integer max, boolean scaleInSuspended)
      implements RecycleEvent {
    @Override
    public String sentence() {
      return "Putting autoscaling back: scale-in "
          + (scaleInSuspended ? "suspended" : "allowed")
          + (max == null ? "" : ", maximum " + max);
    }
  }

  record CapacityRestored(int desiredCount) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Capacity restored, desired count: " + desiredCount;
    }
  }

  /** Somebody else changed the desired count meanwhile: theirs stays theirs. */
  record CapacityLeftToOthers(int desiredCount, int ours) implements RecycleEvent {
    @Override
    public String sentence() {
      return desiredCount == ours
          ? "Somebody has set the desired count to %d after it was put back: left as it is"
              .formatted(desiredCount)
          : "Somebody has set the desired count to %d (ours was %d): left as it is"
              .formatted(desiredCount, ours);
    }
  }

  /** Something of our changes could not be put back. */
  record CapacityLeftChanged(String left) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Capacity could not be put back. " + left;
    }
  }

  record RecycleSucceeded(int recycled) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task recycle completed successfully";
    }
  }

  record RecycleFailed(Failure failure) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task recycle failed: " + failure.message();
    }
  }

  record RecycleCancelled(int recycled, int of) implements RecycleEvent {
    @Override
    public String sentence() {
      return "Task recycle cancelled, %d of %d tasks were recycled".formatted(recycled, of);
    }
  }
}

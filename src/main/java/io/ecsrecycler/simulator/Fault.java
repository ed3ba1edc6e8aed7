package io.ecsrecycler.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong, or merely differently, at one service. The {@link Standing} ones stay
 * until they are cleared; the {@link Momentary} ones happen once.
 */
public sealed interface Fault {

  /** ECS's own limit of tasks in one service. */
  int MOST_TASKS = 5_000;

  /** The fault's name on the wire: {@code "kind"}. */
  String kind();

  /** Stays on until it is cleared; switched on again it takes the new value. */
  sealed interface Standing extends Fault
      permits ReplacementsNeverHealthy,
          ReplacementsExit,
          NoCapacity,
          NeverSettles,
          Throttle,
          ServerError,
          AccessDenied,
          TaskTrouble,
          PassingError,
          WrongRead {}

  /** Happens once, at once. */
  sealed interface Momentary extends Fault
      permits Deployment, DesiredCount, TaskDies, ScaleIn, Meddling {}

  /**
   * New tasks run but their health check never passes; without a health check they stay PENDING.
   * Once cleared, they recover.
   */
  record ReplacementsNeverHealthy() implements Standing {
    @Override
    public String kind() {
      return "replacements-never-healthy";
    }
  }

  /**
   * New tasks exit by themselves. {@link TaskTrouble.CrashLoop} has those exit, too, that run
   * already.
   *
   * @param afterRunning how long they run first, and get healthy if that takes less; zero: they
   *     never get to RUNNING, which is what ECS slows its restarts down for
   */
  record ReplacementsExit(Duration afterRunning) implements Standing {
    @Override
    public String kind() {
      return "replacements-exit";
    }
  }

  /** No new task can be placed. */
  record NoCapacity() implements Standing {
    @Override
    public String kind() {
      return "no-capacity";
    }
  }

  /** Somebody deploys, and no deployment of the service gets complete while this lasts. */
  record NeverSettles() implements Standing {
    @Override
    public String kind() {
      return "never-settles";
    }
  }

  /** Calls which concern the service are throttled with this probability, 0 to 1. */
  record Throttle(double rate) implements Standing {
    public Throttle {
      requireProbability(rate);
    }

    @Override
    public String kind() {
      return "throttle";
    }
  }

  /** Calls which concern the service fail with HTTP 500 with this probability, 0 to 1. */
  record ServerError(double rate) implements Standing {
    public ServerError {
      requireProbability(rate);
    }

    @Override
    public String kind() {
      return "server-error";
    }
  }

  /** Calls of this operation (null: of any) which concern the service are denied. */
  record AccessDenied(@Nullable String operation) implements Standing {
    @Override
    public String kind() {
      return "access-denied";
    }
  }

  /** Somebody deploys; the deployment is complete after this long, or later if tasks are slow. */
  record Deployment(Duration lasting) implements Momentary {
    @Override
    public String kind() {
      return "deployment";
    }
  }

  /** Somebody sets the desired count. */
  record DesiredCount(int value) implements Momentary {
    public DesiredCount {
      if (value < 0 || value > MOST_TASKS) {
        throw new IllegalArgumentException(
            "value must be between 0 and " + MOST_TASKS + ", but was " + value);
      }
    }

    @Override
    public String kind() {
      return "desired-count";
    }
  }

  /** One running task exits by itself. */
  record TaskDies() implements Momentary {
    @Override
    public String kind() {
      return "task-dies";
    }
  }

  /** Autoscaling takes one task away, if it may. */
  record ScaleIn() implements Momentary {
    @Override
    public String kind() {
      return "scale-in";
    }
  }

  /** Refuses what is no probability. */
  static void requireProbability(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be between 0 and 1, but was " + rate);
    }
  }
}

package io.ecsrecycler.simulator;

import java.time.Duration;

/** What troubles the tasks of a service, or what AWS knows of them, until it is cleared. */
public sealed interface TaskTrouble extends Fault.Standing {

  /**
   * All tasks of the service exit by themselves, and so do their replacements. Those that run when
   * it begins exit one after another within {@code lives}.
   *
   * @param lives how long a task runs after RUNNING, above zero; it gets healthy meanwhile if that
   *     takes less
   */
  record CrashLoop(Duration lives) implements TaskTrouble {
    public CrashLoop {
      if (!lives.isPositive()) {
        throw new IllegalArgumentException("a task of a crash loop must live for a while");
      }
    }

    @Override
    public String kind() {
      return "crash-loop";
    }
  }

  /**
   * ECS has lost its agents: every task of the service shows healthStatus UNKNOWN, those that were
   * HEALTHY too, and its container instances show {@code agentConnected} false. The tasks serve on.
   */
  record AgentsDisconnected() implements TaskTrouble {
    @Override
    public String kind() {
      return "agents-disconnected";
    }
  }

  /** Elastic Load Balancing does not know how the targets of the service are; they serve on. */
  record TargetsUnavailable() implements TaskTrouble {
    @Override
    public String kind() {
      return "targets-unavailable";
    }
  }

  /**
   * There are only so many places, as with fixed host ports or distinct instances: a task that has
   * none is not placed until another one has stopped.
   *
   * @param count how many tasks fit, those that still stop included
   */
  record Places(int count) implements TaskTrouble {
    public Places {
      if (count < 0) {
        throw new IllegalArgumentException("there cannot be fewer than 0 places");
      }
    }

    @Override
    public String kind() {
      return "places";
    }
  }

  /** Tasks that are stopped stay DEACTIVATING for that long: a long deregistration delay. */
  record SlowDraining(Duration delay) implements TaskTrouble {
    @Override
    public String kind() {
      return "slow-draining";
    }
  }
}

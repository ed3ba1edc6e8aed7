package io.ecsrecycler.simulator;

/** Errors that pass by themselves, though their type does not say so. */
public sealed interface PassingError extends Fault.Standing {

  /** With which probability a call fails, 0 to 1. */
  double rate();

  /**
   * Calls to ECS which concern the service fail as an InvalidParameterException whose text tells of
   * throttling: ECS itself was throttled when it asked another service.
   */
  record WrappedThrottle(double rate) implements PassingError {
    public WrappedThrottle {
      Fault.requireProbability(rate);
    }

    @Override
    public String kind() {
      return "wrapped-throttle";
    }
  }

  /** Calls to Application Auto Scaling about the service fail: there is a pending update. */
  record ConcurrentUpdate(double rate) implements PassingError {
    public ConcurrentUpdate {
      Fault.requireProbability(rate);
    }

    @Override
    public String kind() {
      return "concurrent-update";
    }
  }
}

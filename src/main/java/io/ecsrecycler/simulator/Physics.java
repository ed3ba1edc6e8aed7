package io.ecsrecycler.simulator;

import java.time.Duration;

/**
 * How fast things happen at one service, and how the simulator behaves where AWS's documentation
 * leaves it open.
 *
 * @param readLag Describe and List answer with the state as of that long ago; zero is a consistent
 *     read
 */
public record Physics(Pace pace, Duration readLag, Quirks quirks) {

  /** Seconds rather than minutes: for the demo and for tests over HTTP. */
  public static Physics quick() {
    Duration two = Duration.ofSeconds(2);
    Duration one = Duration.ofSeconds(1);
    return new Physics(
        new Pace(two, Duration.ZERO, two, one, Duration.ZERO, one), Duration.ZERO, Quirks.USUAL);
  }

  /**
   * The pace of AWS: about 20 s from created to RUNNING, 30 s to stop (the default stopTimeout), a
   * look of the scheduler every 10 s, and a deployment that counts a task without a health check as
   * healthy once it ran for 40 s.
   */
  public static Physics realistic() {
    return new Physics(
        new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofSeconds(15)),
        Duration.ofSeconds(1),
        Quirks.USUAL);
  }

  public Physics withPace(Pace changed) {
    return new Physics(changed, readLag, quirks);
  }

  public Physics withReadLag(Duration changed) {
    return new Physics(pace, changed, quirks);
  }

  public Physics withQuirks(Quirks changed) {
    return new Physics(pace, readLag, changed);
  }

  /**
   * How long things take.
   *
   * @param start from created to RUNNING
   * @param healthy from RUNNING to HEALTHY; above zero the tasks have a container health check
   * @param stop from desiredStatus STOPPED to lastStatus STOPPED
   * @param scheduler between two looks of the service scheduler; at least a millisecond
   * @param settle how long a task without a health check runs before a deployment calls it healthy
   * @param register from RUNNING to healthy in the target groups, where the service has any
   */
  public record Pace(
      Duration start,
      Duration healthy,
      Duration stop,
      Duration scheduler,
      Duration settle,
      Duration register) {

    public Pace {
      if (scheduler.toMillis() < 1) {
        throw new IllegalArgumentException("the scheduler's interval must be at least 1 ms");
      }
    }

    public Pace withStart(Duration changed) {
      return new Pace(changed, healthy, stop, scheduler, settle, register);
    }

    public Pace withHealthy(Duration changed) {
      return new Pace(start, changed, stop, scheduler, settle, register);
    }

    public Pace withStop(Duration changed) {
      return new Pace(start, healthy, changed, scheduler, settle, register);
    }

    public Pace withScheduler(Duration changed) {
      return new Pace(start, healthy, stop, changed, settle, register);
    }

    public Pace withRegister(Duration changed) {
      return new Pace(start, healthy, stop, scheduler, settle, changed);
    }

    public Pace withSettle(Duration changed) {
      return new Pace(start, healthy, stop, scheduler, changed, register);
    }
  }

  /**
   * What AWS does in ways that are not documented, or that differ between launch types.
   *
   * @param scaleInPicks which of the equal tasks is scaled in first
   * @param replacementAwaitsStop a stopping task holds its place until it is STOPPED, as on EC2
   *     without spare capacity
   * @param replacesUnhealthy the scheduler replaces tasks that turned UNHEALTHY
   * @param omittedSuspensionResumes members left out of a SuspendedState become false instead of
   *     staying as they are
   */
  public record Quirks(
      ScaleInPick scaleInPicks,
      boolean replacementAwaitsStop,
      boolean replacesUnhealthy,
      boolean omittedSuspensionResumes) {

    public static final Quirks USUAL = new Quirks(ScaleInPick.RANDOM, false, false, false);

    public Quirks withScaleInPicks(ScaleInPick changed) {
      return new Quirks(
          changed, replacementAwaitsStop, replacesUnhealthy, omittedSuspensionResumes);
    }

    public Quirks withReplacementAwaitsStop(boolean changed) {
      return new Quirks(scaleInPicks, changed, replacesUnhealthy, omittedSuspensionResumes);
    }

    public Quirks withReplacesUnhealthy(boolean changed) {
      return new Quirks(scaleInPicks, replacementAwaitsStop, changed, omittedSuspensionResumes);
    }

    public Quirks withOmittedSuspensionResumes(boolean changed) {
      return new Quirks(scaleInPicks, replacementAwaitsStop, replacesUnhealthy, changed);
    }
  }
}

package io.ecsrecycler.recycle;

import java.time.Duration;

/** What a request without any options asks for, for tests in other rooms. */
public final class Specs {

  public static final RecycleSpec.Caution CAUTION =
      new RecycleSpec.Caution(false, RecycleSpec.ProtectedTasks.WAIT, false, Duration.ZERO, 1);

  private Specs() {}

  public static RecycleSpec usual(String cluster, String service) {
    return new RecycleSpec(
        new ServiceName(cluster, service),
        Selection.ALL,
        new RecycleSpec.Rhythm(true, Share.ONE, Duration.ofSeconds(30), null),
        CAUTION,
        new RecycleSpec.Patience(
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1), null),
        null);
  }
}

package io.ecsrecycler.simulator;

import java.time.Duration;

/** The services of the demo: a small one, an autoscaled one, a single task, and a broken one. */
final class DemoCluster {

  private static final String NAME = "demo";

  private DemoCluster() {}

  static void seed(SimulatedAws aws) {
    Physics checked =
        Physics.quick().withPace(Physics.quick().pace().withHealthy(Duration.ofSeconds(1)));
    aws.seed(ServiceSeed.of(NAME, "web", 3).with(checked));
    aws.seed(ServiceSeed.of(NAME, "api", 25).with(checked).autoscaled(20, 40));
    aws.seed(ServiceSeed.of(NAME, "worker", 1));
    aws.seed(ServiceSeed.of(NAME, "fragile", 3).with(checked));
    aws.fault(NAME, "fragile", new Fault.ReplacementsNeverHealthy());
  }
}

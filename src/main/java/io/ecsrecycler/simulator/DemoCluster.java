package io.ecsrecycler.simulator;

/** The services of the demo: a small one, an autoscaled one, a single task, and a broken one. */
final class DemoCluster {

  private static final String NAME = "demo";

  private DemoCluster() {}

  static void seed(SimulatedAws aws) {
    aws.seed(ServiceSeed.of(NAME, "web", 3).checked());
    aws.seed(ServiceSeed.of(NAME, "api", 25).checked().autoscaled(20, 40));
    aws.seed(ServiceSeed.of(NAME, "worker", 1));
    aws.seed(ServiceSeed.of(NAME, "fragile", 3).checked());
    aws.fault(NAME, "fragile", new Fault.ReplacementsNeverHealthy());
  }
}

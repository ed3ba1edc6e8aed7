package io.ecsrecycler.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads the simulator's report: what it saw is what happened, whoever died meanwhile. */
final class Judge {

  private final World world;

  Judge(World world) {
    this.world = world;
  }

  /** The ARNs of the tasks that somebody stopped, in order. */
  List<String> stops(String service) {
    return StreamSupport.stream(world.report(service).path("stops").spliterator(), false)
        .filter(stop -> "StopTask".equals(stop.path("by").asString()))
        .map(stop -> stop.path("taskArn").asString())
        .toList();
  }

  /** Each of the old tasks was stopped once, the service never hurt, its capacity is as before. */
  void everyTaskOnceAndAllAsBefore(String service, int tasks) {
    assertThat(stops(service)).hasSize(tasks).doesNotHaveDuplicates();
    allAsBefore(service, tasks);
  }

  /** The service was never hurt, and its capacity is as before. */
  void allAsBefore(String service, int tasks) {
    JsonNode report = world.report(service);
    assertThat(report.path("leastHealthy").asInt()).as("least healthy").isEqualTo(tasks);
    assertThat(report.path("desiredCount").asInt()).as("desired count").isEqualTo(tasks);
    JsonNode target = report.path("scalableTarget");
    if (!target.isMissingNode() && !target.isNull()) {
      assertThat(target.path("maxCapacity").asInt()).as("max capacity").isEqualTo(tasks);
      assertThat(target.toString()).as("suspensions").doesNotContain("true");
    }
  }
}

package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.simulator.ServiceSeed;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replies that AWS wrote, and that leave something out or contradict themselves. */
class DoubtfulRepliesTest {

  private final Wire wire = Wire.to(ServiceSeed.of("c", "s", 3).autoscaled(1, 5));

  @AfterEach
  void stop() {
    wire.close();
  }

  private static Consumer<ObjectNode> without(String array, String failure) {
    return reply -> {
      reply.putArray(array);
      if (!failure.isEmpty()) {
        reply.putArray("failures").addObject().put("arn", "a").put("reason", failure);
      }
    };
  }

  private static Consumer<ObjectNode> first(String array, Consumer<ObjectNode> change) {
    return reply -> change.accept((ObjectNode) reply.path(array).path(0));
  }

  private static Consumer<ObjectNode> service(Consumer<ObjectNode> change) {
    return first("services", change);
  }

  private static Consumer<ObjectNode> task(Consumer<ObjectNode> change) {
    return first("tasks", change);
  }

  private static Consumer<ObjectNode> target(Consumer<ObjectNode> change) {
    return first("ScalableTargets", change);
  }

  private static Arguments row(
      String operation, Consumer<ObjectNode> change, Fault.Kind kind, String told) {
    return Arguments.of(operation, change, kind, told);
  }

  static Stream<Arguments> replies() {
    Fault.Kind gone = Fault.Kind.NOT_FOUND;
    Fault.Kind doubt = Fault.Kind.INCOMPLETE;
    return Stream.of(
        row(
            "DescribeServices",
            without("services", "MISSING"),
            gone,
            "says that service c/s is missing"),
        row(
            "DescribeServices",
            without("services", ""),
            gone,
            "left out service c/s without a reason"),
        row(
            "DescribeServices",
            without("services", "ACCESS_DENIED"),
            doubt,
            "leaves open whether service c/s is there (ACCESS_DENIED)"),
        row(
            "DescribeServices",
            service(it -> it.put("serviceName", "other")),
            doubt,
            "instead of c/s"),
        row(
            "DescribeServices",
            service(it -> it.put("clusterArn", "arn:aws:ecs:us-east-1:1:cluster/d")),
            doubt,
            "instead of c/s"),
        row(
            "DescribeServices",
            service(it -> it.putNull("desiredCount")),
            doubt,
            "leaves out desiredCount"),
        row("DescribeServices", service(it -> it.putNull("status")), doubt, "leaves out status"),
        row(
            "DescribeServices",
            service(it -> ((ObjectNode) it.path("deployments").path(0)).putNull("status")),
            doubt,
            "a deployment's status"),
        row("DescribeTasks", without("tasks", "SERVICE_UNAVAILABLE"), doubt, "SERVICE_UNAVAILABLE"),
        row("DescribeTasks", without("tasks", ""), doubt, "which is listed"),
        row("DescribeTasks", task(it -> it.putNull("lastStatus")), doubt, "the status of task"),
        row("DescribeTasks", task(it -> it.putNull("desiredStatus")), doubt, "the status of task"),
        row("DescribeTasks", task(it -> it.putNull("taskArn")), doubt, "the ARN"),
        row("DescribeTaskDefinition", it -> it.putNull("taskDefinition"), doubt, "task definition"),
        row(
            "DescribeScalableTargets",
            target(it -> it.putNull("MinCapacity")),
            doubt,
            "limits of service/c/s"),
        row(
            "DescribeScalableTargets",
            target(it -> it.putNull("MaxCapacity")),
            doubt,
            "limits of service/c/s"),
        row(
            "DescribeScalableTargets",
            target(it -> it.put("ResourceId", "service/c/other")),
            doubt,
            "service/c/other instead of service/c/s"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyThatLacksWhatItMustHaveIsDoubtAndSaysWhatIsMissing(
      String operation, Consumer<ObjectNode> change, Fault.Kind kind, String told) {
    wire.proxy.always(operation, Interference.edit(change));

    Fault fault = Wire.fault(wire::look);

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message()).contains(operation).contains(told);
  }

  @Test
  void pagesThatNeverEndAreDoubt() {
    wire.proxy.always(
        "ListTasks",
        Interference.answer(
            200, "application/x-amz-json-1.1", "{\"taskArns\": [], \"nextToken\": \"again\"}"));

    Fault fault = Wire.fault(wire::look);

    assertThat(fault.kind()).isEqualTo(Fault.Kind.INCOMPLETE);
    assertThat(fault.message()).contains("the same page again and again");
    assertThat(wire.proxy.attempts("ListTasks")).isEqualTo(2);
  }

  @Test
  void anUnknownClusterAtALookIsNotFound() {
    wire.proxy.always(
        "DescribeServices",
        Interference.error(400, "ClusterNotFoundException", "Cluster not found."));
    assertThat(Wire.fault(wire::look).kind()).isEqualTo(Fault.Kind.NOT_FOUND);
  }

  @Test
  void aReplyWithoutCountsEventsOrMessagesIsReadAsFarAsItGoes() {
    wire.proxy.always(
        "DescribeServices",
        Interference.edit(
            service(it -> {
              it.putNull("runningCount").putNull("pendingCount");
              it.withArray("events").addObject().put("id", "an event without a message");
              it.withArray("events").addNull();
            })));

    ServiceSnapshot seen = wire.look();

    assertThat(seen.service().counts().running()).isZero();
    assertThat(seen.service().counts().pending()).isZero();
    assertThat(seen.service().events()).isNotEmpty().doesNotContainNull();
    assertThat(seen.tasks()).hasSize(3);
  }

  @Test
  void aTaskThatIsListedAndMissingIsLeftOut() {
    wire.proxy.always(
        "DescribeTasks",
        Interference.edit(reply -> {
          JsonNode gone = reply.withArray("tasks").remove(0);
          reply
              .putArray("failures")
              .addObject()
              .put("arn", gone.path("taskArn").asString())
              .put("reason", "MISSING");
        }));
    assertThat(wire.look().tasks()).hasSize(2);
  }

  @Test
  void aTaskThatSaysThatItIsAnothersIsAStrangerAndNotATask() {
    wire.proxy.always(
        "DescribeTasks", Interference.edit(task(it -> it.put("group", "service:other"))));

    ServiceSnapshot seen = wire.look();

    assertThat(seen.tasks()).hasSize(2);
    assertThat(seen.strangers()).hasSize(1);
    assertThat(seen.tasks())
        .extracting(SeenTask::arn)
        .doesNotContainAnyElementsOf(seen.strangers());
  }

  @Test
  void furtherScalableTargetsInAReplyAreIgnored() {
    wire.proxy.always(
        "DescribeScalableTargets",
        Interference.edit(reply ->
            reply
                .withArray("ScalableTargets")
                .insertObject(0)
                .put("ResourceId", "service/c/other")
                .put("MinCapacity", 7)
                .put("MaxCapacity", 8)));
    assertThat(wire.look().scalableTarget()).matches(it -> it.min() == 1 && it.max() == 5);
  }

  @Test
  void whatALookLeavesOutIsNeverAskedFor() {
    wire.ecs.look(new Look(Wire.NAME, false, Set.of(), false, true, Set.of()));
    assertThat(wire.proxy.attempts()).containsExactly("DescribeServices");

    wire.ecs.look(new Look(Wire.NAME, false, Set.of(), true, true, Set.of()));
    assertThat(wire.proxy.attempts())
        .containsExactly("DescribeServices", "DescribeServices", "DescribeScalableTargets");
  }
}

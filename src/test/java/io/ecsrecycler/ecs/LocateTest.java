package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.simulator.ServiceSeed;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whether a service that is asked for exists: yes, no, or nobody can tell right now. */
class LocateTest {

  private final Wire wire = Wire.to(ServiceSeed.of("c", "s", 1));

  @AfterEach
  void stop() {
    wire.close();
  }

  private static Interference services(java.util.function.Consumer<ObjectNode> change) {
    return Interference.edit(reply -> change.accept((ObjectNode) reply.path("services").path(0)));
  }

  static Stream<Arguments> doubts() {
    return Stream.of(
        Arguments.of(Interference.page(200, "Login"), Fault.Kind.UNREACHABLE),
        Arguments.of(Interference.page(403, "Access Denied"), Fault.Kind.UNREACHABLE),
        Arguments.of(
            Interference.error(
                400, "InvalidParameterException", "ThrottlingException: Rate exceeded"),
            Fault.Kind.THROTTLED),
        Arguments.of(
            Interference.error(400, "ClientException", "Internal failure"),
            Fault.Kind.SERVER_ERROR),
        Arguments.of(services(it -> it.put("serviceName", "other")), Fault.Kind.INCOMPLETE),
        Arguments.of(services(it -> it.putNull("clusterArn")), Fault.Kind.INCOMPLETE),
        Arguments.of(services(it -> it.putNull("serviceArn")), Fault.Kind.INCOMPLETE),
        Arguments.of(services(it -> it.putNull("status")), Fault.Kind.INCOMPLETE),
        Arguments.of(services(it -> it.put("serviceArn", "not an ARN")), Fault.Kind.UNEXPECTED),
        Arguments.of(
            Interference.answer(
                200,
                "application/x-amz-json-1.1",
                "{\"services\": [], \"failures\": [{\"arn\": \"a\", \"reason\": \"TIMEOUT\"}]}"),
            Fault.Kind.INCOMPLETE));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void withoutAClearAnswerItIsNotCalledUnknown(Interference reply, Fault.Kind kind) {
    wire.proxy.always("DescribeServices", reply);

    Fault fault = Wire.fault(() -> wire.ecs.locate(Wire.NAME));

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message()).doesNotContain("(null");
  }

  static Stream<Interference> absences() {
    return Stream.of(
        Interference.answer(200, "application/x-amz-json-1.1", "{\"services\": []}"),
        Interference.answer(
            200,
            "application/x-amz-json-1.1",
            "{\"services\": [], \"failures\": [{\"arn\": \"a\", \"reason\": \"MISSING\"}]}"),
        Interference.error(400, "InvalidParameterException", "Invalid service name"));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void aServiceThatIsNotInTheAnswerIsUnknown(Interference reply) {
    wire.proxy.always("DescribeServices", reply);

    assertThat(wire.ecs.locate(Wire.NAME)).isInstanceOf(Located.NoSuchService.class);
  }

  @Test
  void aClusterThatAwsDoesNotKnowIsUnknown() {
    assertThat(wire.ecs.locate(new ServiceName("no-such-cluster", "s")))
        .isInstanceOf(Located.NoSuchCluster.class);
  }
}

package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.simulator.ServiceSeed;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Without a clear answer about a task's protection, the task is not called open. */
class TaskProtectionsTest {

  private static final String OPERATION = "GetTaskProtection";

  private final Wire wire = Wire.to(ServiceSeed.of("c", "s", 2));

  @AfterEach
  void stop() {
    wire.close();
  }

  private Stream<Protection> seen() {
    return wire.look(wire.tasks()).tasks().stream().map(SeenTask::protection);
  }

  @Test
  void aTaskThatEcsCallsUnprotectedIsOpen() {
    assertThat(seen()).containsOnly(Protection.OPEN);
  }

  static Stream<Interference> noAnswers() {
    return Stream.of(
        Interference.page(200, "Login"),
        Interference.page(403, "Access Denied"),
        Interference.page(500, "Internal Server Error"),
        Interference.answer(404, "application/json", "{}"),
        Interference.answer(501, "application/json", "{\"message\": \"not implemented\"}"),
        Interference.answer(404, "", ""),
        Interference.answer(200, "application/x-amz-json-1.1", "{}"),
        Interference.error(500, "ServerException", "Service Unavailable"),
        Interference.halving(),
        Interference.losingTheReply());
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void withoutAnAnswerNobodyKnowsWhichTasksAreProtected(Interference noAnswer) {
    wire.proxy.always(OPERATION, noAnswer);

    assertThat(seen()).containsOnly(Protection.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MISSING", "SERVICE_UNAVAILABLE"})
  void aTaskThatIsAmongTheFailuresIsUnknownAndTheOthersAreNot(String reason) {
    wire.proxy.always(
        OPERATION,
        Interference.edit(reply -> {
          JsonNode failed = reply.withArray("protectedTasks").remove(0);
          reply
              .putArray("failures")
              .addObject()
              .put("arn", failed.path("taskArn").asString())
              .put("reason", reason);
        }));

    assertThat(seen()).containsExactlyInAnyOrder(Protection.UNKNOWN, Protection.OPEN);
  }

  @Test
  void aTaskThatAnAnswerNamesWithoutSayingIsUnknown() {
    wire.proxy.always(
        OPERATION,
        Interference.edit(reply ->
            ((ObjectNode) reply.path("protectedTasks").path(0)).putNull("protectionEnabled")));

    assertThat(seen()).containsExactlyInAnyOrder(Protection.UNKNOWN, Protection.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "UnknownOperationException"})
  void aRefusalIsAFaultThatNamesBothWaysOut(String code) {
    Set<String> tasks = wire.tasks();
    wire.proxy.always(OPERATION, Interference.error(400, code, "no"));

    Fault fault = Wire.fault(() -> wire.look(tasks));

    assertThat(fault.kind().refusal()).isTrue();
    assertThat(fault.message())
        .contains("protectedTasks to STOP")
        .contains("recycler.aws.task-protection to false");
  }

  @Test
  void throttlingIsAFaultSoThatItIsLeftInPeace() {
    Set<String> tasks = wire.tasks();
    wire.proxy.always(OPERATION, Interference.error(400, "ThrottlingException", "Rate exceeded"));

    assertThat(Wire.fault(() -> wire.look(tasks)).kind()).isEqualTo(Fault.Kind.THROTTLED);
  }

  @Test
  void aStandInWithoutTheCallIsNotAskedAndEveryTaskIsOpen() {
    AwsProperties without = new AwsProperties(null, null, "ecs-task-recycler", false);
    try (Wire standIn = Wire.to(ServiceSeed.of("c", "s", 2), without)) {
      assertThat(standIn.look(standIn.tasks()).tasks())
          .hasSize(2)
          .allMatch(it -> it.protection() == Protection.OPEN);
      assertThat(standIn.proxy.attempts(OPERATION)).isZero();
    }
  }
}

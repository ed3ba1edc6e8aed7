package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.simulator.ServiceSeed;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something between us and AWS answers in AWS's place: that proves nothing, and is told so. */
class ForeignRepliesTest {

  private final Wire wire = Wire.to(ServiceSeed.of("c", "s", 2).autoscaled(1, 5).balanced());

  @AfterEach
  void stop() {
    wire.close();
  }

  static Stream<Arguments> readsAndStatuses() {
    return Stream.of(
            "DescribeServices",
            "ListTasks",
            "DescribeTasks",
            "DescribeTargetHealth",
            "DescribeScalableTargets",
            "DescribeTaskDefinition")
        .flatMap(read ->
            Stream.of(200, 302, 403, 404, 407, 429, 500, 503)
                .map(status -> Arguments.of(read, status)));
  }

  @ParameterizedTest
  @MethodSource("readsAndStatuses")
  void aPageInPlaceOfAReplyIsDoubtWhateverItsStatus(String read, int status) {
    wire.proxy.always(read, Interference.page(status, "Access Denied – Corporate Proxy"));

    Fault fault = Wire.fault(wire::look);

    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(fault.kind().refusal()).isFalse();
    assertThat(fault.message())
        .startsWith("Something between this service and AWS answered")
        .contains(read)
        .contains("(HTTP %d, text/html: Access Denied – Corporate Proxy)".formatted(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 500})
  void aPageInPlaceOfAnAnswerToAnActionLeavesItInDoubt(int status) {
    String task = wire.tasks().iterator().next();
    for (String write : new String[] {"StopTask", "UpdateService", "RegisterScalableTarget"}) {
      wire.proxy.always(write, Interference.page(status, "Login"));
    }
    assertDoubt(new Action.StopTask(task, "a test"));
    assertDoubt(new Action.SetDesiredCount(3));
    assertDoubt(
        new Action.SetScalableTarget(
            6, new io.ecsrecycler.recycle.ScalableTarget.Suspension(true, false, false)));
  }

  private void assertDoubt(Action action) {
    Fault fault = Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action));
    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(fault.message())
        .contains("Something between this service and AWS")
        .contains("Login");
  }

  static Stream<Arguments> otherReplies() {
    return Stream.of(
        Arguments.of(
            403,
            "application/json",
            "{\"message\": \"Forbidden\"}",
            "{\"message\": \"Forbidden\"}"),
        Arguments.of(403, "", "", "HTTP 403, without a body"),
        Arguments.of(503, "text/plain", "upstream connect error", "upstream connect error"),
        Arguments.of(502, "text/html", "<html></html>", "a page without words"),
        Arguments.of(200, "text/html", "", "without a body"),
        Arguments.of(200, "application/json", "[]", "HTTP 200, application/json: []"));
  }

  @ParameterizedTest
  @MethodSource("otherReplies")
  void aReplyWithoutAnAwsErrorCodeIsNoDenialAndIsTold(
      int status, String type, String body, String told) {
    wire.proxy.always("DescribeServices", Interference.answer(status, type, body));

    Fault fault = Wire.fault(wire::look);

    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(fault.message()).contains(told).doesNotContain("null");
  }

  @Test
  void aReplyThatIsHalfThereIsDoubtInPlainWords() {
    wire.proxy.always("ListTasks", Interference.halving());
    assertThat(Wire.fault(wire::look).kind()).isEqualTo(Fault.Kind.INCOMPLETE);
    assertThat(Wire.fault(wire::look).message())
        .isEqualTo("AWS's answer to ecs:ListTasks broke off, or something on the way changed it.");

    wire.proxy.always("ListTasks", Interference.breakingOff());
    assertThat(Wire.fault(wire::look))
        .isEqualTo(
            new Fault(
                Fault.Kind.UNREACHABLE,
                "AWS could not be reached for ecs:ListTasks (the connection broke off in the middle of the answer)."));
  }

  @Test
  void aPageThatIsGoneAtTheNextAttemptIsNoTrouble() {
    wire.proxy.once("ListTasks", Interference.page(502, "Bad Gateway"));

    assertThat(wire.look().tasks()).hasSize(2);
    assertThat(wire.proxy.attempts("ListTasks")).isEqualTo(2);
  }

  @Test
  void manyPagesDoNotUseTheConnectionsUp() {
    wire.proxy.always("DescribeServices", Interference.page(200, "Login"));
    for (int i = 0; i < 40; i++) {
      assertThat(Wire.fault(wire::look).message()).contains("Login");
    }
  }
}

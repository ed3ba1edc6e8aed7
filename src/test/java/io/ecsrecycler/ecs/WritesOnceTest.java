package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.simulator.ServiceSeed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An action is sent once, or not at all. A second attempt could be answered while the first is
 * stuck on the way and arrives when nobody expects it any more.
 */
class WritesOnceTest {

  private static final ScalableTarget.Suspension HELD =
      new ScalableTarget.Suspension(true, false, false);

  private final Wire wire = Wire.impatient(ServiceSeed.of("c", "s", 3).autoscaled(1, 3));

  @AfterEach
  void stop() {
    wire.close();
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        Arguments.of("UpdateService", new Action.SetDesiredCount(4)),
        Arguments.of("RegisterScalableTarget", new Action.SetScalableTarget(4, HELD)),
        Arguments.of("StopTask", new Action.StopTask("no-such-task", "a test")));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteThatIsStuckOnTheWayIsInDoubtAndHasNoSecondAttempt(String operation, Action action)
      throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    wire.proxy.once(operation, Interference.stuckUntil(released, arrived));

    Fault fault = Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(fault.kind().refusal()).isFalse();
    released.countDown();
    assertThat(arrived.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(wire.proxy.attempts(operation)).isEqualTo(1);
  }

  @Test
  void whatWasStuckMayArriveAfterItsFaultWasTold() {
    CountDownLatch released = new CountDownLatch(1);
    wire.proxy.once("UpdateService", Interference.stuckUntil(released, new CountDownLatch(1)));
    Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, new Action.SetDesiredCount(4)));
    assertThat(wire.aws.report("c", "s").desiredCount()).isEqualTo(3);

    released.countDown();
    await().untilAsserted(() -> assertThat(wire.aws.report("c", "s").desiredCount()).isEqualTo(4));
  }

  static Stream<Arguments> failures() {
    return writes()
        .flatMap(write ->
            Stream.of(
                    Arguments.of(Interference.losingTheRequest(), Fault.Kind.UNREACHABLE),
                    Arguments.of(Interference.losingTheReply(), Fault.Kind.UNREACHABLE),
                    Arguments.of(
                        Interference.error(500, "ServerException", "Service Unavailable"),
                        Fault.Kind.SERVER_ERROR),
                    Arguments.of(
                        Interference.error(400, "ThrottlingException", "Rate exceeded"),
                        Fault.Kind.THROTTLED),
                    Arguments.of(Interference.page(502, "Bad Gateway"), Fault.Kind.UNREACHABLE))
                .map(it -> Arguments.of(write.get()[0], write.get()[1], it.get()[0], it.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aWriteThatFailsIsNotSentAgain(
      String operation, Action action, Interference failure, Fault.Kind kind) {
    wire.proxy.always(operation, failure);

    assertThat(Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action)).kind()).isEqualTo(kind);
    assertThat(wire.proxy.attempts(operation)).isEqualTo(1);
  }

  @Test
  void aReadThatFailsIsSentAgain() {
    wire.proxy.once("DescribeServices", Interference.losingTheReply());
    wire.proxy.once("ListTasks", Interference.error(500, "ServerException", "Service Unavailable"));

    assertThat(wire.look().tasks()).hasSize(3);
    assertThat(wire.proxy.attempts("DescribeServices")).isEqualTo(2);
    assertThat(wire.proxy.attempts("ListTasks")).isEqualTo(2);
  }

  @Test
  void anAnswerThatDoesNotShowWhatWasChangedLeavesItInDoubt() {
    wire.proxy.always("UpdateService", Interference.answer(200, "application/json", "{}"));
    wire.proxy.always("StopTask", Interference.answer(200, "application/json", "{}"));

    for (Action action :
        List.of(new Action.SetDesiredCount(4), new Action.StopTask("a-task", "a test"))) {
      assertThat(Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action)).kind())
          .isEqualTo(Fault.Kind.INCOMPLETE);
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteWhoseTimeIsOverIsNotSent(String operation, Action action) {
    Deadline over =
        new Deadline(Instant.EPOCH, Clock.fixed(Instant.EPOCH.plusMillis(1), ZoneOffset.UTC));

    Fault fault = Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action, over));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_SLOW);
    assertThat(fault.message()).contains(operation).contains("was not sent");
    assertThat(wire.proxy.attempts(operation)).isZero();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteWhoseCredentialsTookTooLongIsNotSent(String operation, Action action) {
    wire.credentialsTake(Duration.ofSeconds(11));
    Deadline prompt = Deadline.in(Duration.ofSeconds(10), wire.clock);

    Fault fault = Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, action, prompt));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_SLOW);
    assertThat(fault.message()).contains(operation).contains("getting credentials");
    assertThat(wire.proxy.attempts(operation)).isZero();
  }

  @Test
  void aWriteThatWouldWaitTooLongForItsTurnIsNotSentAndLeavesItsTurnToOthers() {
    Action action = new Action.SetDesiredCount(3);
    Deadline soon = Deadline.in(Duration.ofMillis(300), wire.clock);
    long sent = 0;
    Fault fault = null;
    while (fault == null) {
      try {
        wire.ecs.carryOut(Wire.NAME, action, soon);
        sent++;
      } catch (EcsFaultException e) {
        fault = e.fault();
      }
    }
    assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_SLOW);
    assertThat(fault.message()).contains("our own quota");
    assertThat(wire.proxy.attempts("UpdateService")).isEqualTo(sent);

    wire.ecs.carryOut(Wire.NAME, action, Deadline.in(Duration.ofSeconds(2), wire.clock));
    assertThat(wire.proxy.attempts("UpdateService")).isEqualTo(sent + 1);
  }

  @Test
  void aWriteUsesAConnectionOfItsOwnSoThatAStaleOneIsNoDoubt() {
    for (int count = 3; count < 6; count++) {
      wire.ecs.carryOut(Wire.NAME, new Action.SetDesiredCount(count));
      wire.look();
    }
    assertThat(wire.proxy.connections("UpdateService")).isEqualTo(3);
  }
}

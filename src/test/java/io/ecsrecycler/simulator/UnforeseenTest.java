package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What nobody foresaw is answered with a 500 in the protocol's shape, and logged in one line. */
@ExtendWith(OutputCaptureExtension.class)
class UnforeseenTest {

  /** Works until it is broken. */
  private static final class BreakableClock extends Clock {

    private boolean broken;

    @Override
    public Instant instant() {
      if (broken) {
        throw new IllegalStateException("the clock is broken");
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final BreakableClock clock = new BreakableClock();
  private final SimulatedWire wire = new SimulatedWire(clock);

  @BeforeEach
  void breakIt() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2));
    clock.broken = true;
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void ecsAnswersAServerException(CapturedOutput output) {
    assertThat(wire.ecs("ListTasks", "{'cluster': 'c'}"))
        .matches(it -> it.status() == 500 && it.type().equals("ServerException"))
        .matches(it -> it.message().contains("the clock is broken"));
    assertOneLine(output);
  }

  @Test
  void autoscalingAnswersAnInternalServiceException(CapturedOutput output) {
    assertThat(wire.scaling("DescribeScalableTargets", "{'ServiceNamespace': 'ecs'}"))
        .matches(it -> it.status() == 500 && it.type().equals("InternalServiceException"));
    assertOneLine(output);
  }

  @Test
  void loadBalancingAnswersAnInternalFailureInXml(CapturedOutput output) {
    assertThat(wire.query("Action=DescribeTargetHealth&TargetGroupArn=arn:aws:x"))
        .matches(it -> it.status() == 500)
        .matches(it -> it.body().contains("<Code>InternalFailure</Code>"))
        .matches(it -> it.body().contains("<Type>Receiver</Type>"));
    assertOneLine(output);
  }

  @Test
  void theFaultsAnswerInJson(CapturedOutput output) {
    assertThat(wire.fault("{'kind': 'task-dies'}"))
        .matches(it -> it.status() == 500 && it.message().contains("the clock is broken"));
    assertOneLine(output);
  }

  private static void assertOneLine(CapturedOutput output) {
    assertThat(output.getAll().lines().filter(it -> it.contains("the clock is broken")))
        .singleElement()
        .matches(line -> line.contains("ERROR"));
    assertThat(output.getAll()).doesNotContain("\tat ");
  }
}

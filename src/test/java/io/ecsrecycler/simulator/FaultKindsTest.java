package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault has its form over HTTP and its line in the docs, and the seed decides what it does.
 */
class FaultKindsTest {

  static Stream<Fault> faults() {
    Duration time = Duration.ofSeconds(5);
    Stream<Fault> others =
        Stream.of(
            new Fault.ReplacementsNeverHealthy(),
            new Fault.ReplacementsExit(time),
            new Fault.NoCapacity(),
            new Fault.NeverSettles(),
            new Fault.Throttle(0.5),
            new Fault.ServerError(0.5),
            new Fault.AccessDenied("StopTask"),
            new Fault.Deployment(time),
            new Fault.DesiredCount(2),
            new Fault.TaskDies(),
            new Fault.ScaleIn(),
            new TaskTrouble.CrashLoop(time),
            new TaskTrouble.AgentsDisconnected(),
            new TaskTrouble.TargetsUnavailable(),
            new TaskTrouble.Places(3),
            new TaskTrouble.SlowDraining(time),
            new PassingError.WrappedThrottle(0.5),
            new PassingError.ConcurrentUpdate(0.5),
            new Meddling.RolloutFails(true),
            new Meddling.ServiceRecreated(time),
            new Meddling.ScalableTargetDeleted(),
            new Meddling.ScalableTargetChanged(2, 4, null));
    Stream<Fault> reads =
        Arrays.stream(WrongRead.What.values())
            .map(what -> new WrongRead(what, WrongRead.Often.share(0.5), null));
    return Stream.concat(others, reads);
  }

  @Test
  void everyTypeOfFaultIsTriedHere() {
    List<Class<?>> tried = faults().<Class<?>>map(Fault::getClass).distinct().toList();
    assertThat(tried).containsExactlyInAnyOrderElementsOf(leaves(Fault.class));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsSwitchedOnOverHttpByItsKind(Fault fault) {
    try (SimulatedWire wire = new SimulatedWire()) {
      wire.aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(1, 5));
      String more = "'value': 2, 'seconds': 5, 'rate': 0.5, 'min': 2, 'max': 4, 'oldKept': true";
      assertThat(wire.fault("{'kind': '%s', %s}".formatted(fault.kind(), more)).status())
          .isEqualTo(204);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theDocsTellOfEveryKind(Fault fault) throws IOException {
    assertThat(Files.readString(Path.of("docs", "simulator.md")))
        .contains("`" + fault.kind() + "`");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theSameSeedGivesTheSameWorldUnderAFault(Fault fault) {
    List<String> first = history(fault);
    assertThat(history(fault)).isEqualTo(first);
  }

  /** What is seen and what is so, every few seconds, before and after the fault is cleared. */
  private static List<String> history(Fault fault) {
    List<String> history = new ArrayList<>();
    try (SimulatedWire wire = new SimulatedWire()) {
      wire.aws.seed(ServiceSeed.of("c", "s", 3).autoscaled(1, 5));
      wire.aws.fault("c", "s", fault);
      for (int i = 0; i < 10; i++) {
        wire.clock.advance(Duration.ofSeconds(3));
        history.add(wire.ecs("DescribeServices", "{'cluster': 'c', 'services': ['s']}").body());
        history.add(wire.ecs("ListTasks", "{'cluster': 'c', 'serviceName': 's'}").body());
        history.add(wire.report().toString());
        if (i == 6) {
          wire.clearFaults();
        }
      }
    }
    return history;
  }

  private static List<Class<?>> leaves(Class<?> sealed) {
    return sealed.isSealed()
        ? Arrays.stream(sealed.getPermittedSubclasses())
            .flatMap(it -> leaves(it).stream())
            .<Class<?>>map(it -> it)
            .toList()
        : List.of(sealed);
  }
}

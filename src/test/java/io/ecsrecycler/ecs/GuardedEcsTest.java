package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.simulator.SettableClock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong beneath the rules comes to them as a fault. */
class GuardedEcsTest {

  private static final ServiceName NAME = new ServiceName("c", "s");
  private static final Look LOOK = new Look(NAME, true, Set.of(), true, true, Set.of());
  private static final Action STOP = new Action.StopTask("task-1", "a test");

  private final SettableClock clock = new SettableClock();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Surprises.class);

  @BeforeEach
  void listen() {
    lines.start();
    // Tests of thousands of worlds silence the package in the same process.
    logger.setLevel(Level.ERROR);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void anythingThatNobodyForesawIsAFaultOfLookActionAndSearchAlike() {
    Ecs ecs = guarded(() -> new NullPointerException("no such field"));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> ecs.look(LOOK),
            () -> ecs.carryOut(NAME, STOP),
            () -> ecs.carryOut(NAME, STOP, Deadline.in(java.time.Duration.ofSeconds(1), clock)),
            () -> ecs.locate(NAME))) {
      Fault fault = Wire.fault(call);
      assertThat(fault.kind()).isEqualTo(Fault.Kind.UNEXPECTED);
      assertThat(fault.message()).contains("NullPointerException: no such field");
    }
    assertThat(Wire.fault(() -> ecs.look(LOOK)).message()).contains("looking at c/s");
  }

  @Test
  void whatIsAFaultAlreadyStaysWhatItIs() {
    Fault fault = new Fault(Fault.Kind.THROTTLED, "later");
    assertThat(Wire.fault(() -> guarded(() -> new EcsFaultException(fault)).look(LOOK)))
        .isSameAs(fault);
  }

  @Test
  void anErrorOfTheMachineIsNotCaught() {
    Ecs ecs =
        new GuardedEcs(
            failing(() -> {
              throw new StackOverflowError();
            }),
            clock);
    assertThatThrownBy(() -> ecs.look(LOOK)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aTraceIsWrittenOnceThenOneLineAMinuteSaysHowOften() {
    Ecs ecs = guarded(() -> new IllegalStateException("again"));
    for (int i = 0; i < 25; i++) {
      Wire.fault(() -> ecs.look(LOOK));
      clock.advance(java.time.Duration.ofSeconds(5));
    }
    assertThat(lines.list).hasSize(3).allMatch(it -> it.getLevel() == Level.ERROR);
    assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
    assertThat(lines.list.subList(1, 3)).allMatch(it -> it.getThrowableProxy() == null);
    assertThat(lines.list.get(1).getFormattedMessage())
        .contains("12 times")
        .contains("IllegalStateException: again");
  }

  @Test
  void anotherErrorHasATraceOfItsOwn() {
    Wire.fault(() -> guarded(() -> new IllegalStateException("one")).look(LOOK));
    Ecs ecs = guarded(() -> new IllegalArgumentException("other"));
    Wire.fault(() -> ecs.look(LOOK));
    assertThat(lines.list).hasSize(2).allMatch(it -> it.getThrowableProxy() != null);
  }

  private Ecs guarded(Supplier<RuntimeException> trouble) {
    return new GuardedEcs(
        failing(() -> {
          throw trouble.get();
        }),
        clock);
  }

  private static Ecs failing(Runnable trouble) {
    return new Ecs() {
      @Override
      public ServiceSnapshot look(Look look) {
        trouble.run();
        throw new AssertionError("not reached");
      }

      @Override
      public void carryOut(ServiceName service, Action action) {
        trouble.run();
      }

      @Override
      public Located locate(ServiceName asked) {
        trouble.run();
        throw new AssertionError("not reached");
      }
    };
  }
}

package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.simulator.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

/** What the log says of errors that come again and again. */
@ExtendWith(OutputCaptureExtension.class)
class TroubleTest {

  private final SettableClock clock = new SettableClock();
  private final DatabaseWatch database = new DatabaseWatch(() -> {}, System::nanoTime);
  private final Trouble trouble = new Trouble(database, clock);

  @Test
  void aBugHasItsTraceOnceAndALineAMinuteFromThenOnWhoeverMeetsIt(CapturedOutput output) {
    for (int second = 0; second <= 120; second += 5) {
      trouble.tell("Recycle 1 was interrupted", bug("look " + second));
      trouble.tell("Recycle 2 was interrupted", bug("look " + second));
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(traces(output)).isEqualTo(1);
    assertThat(lines(output))
        .satisfiesExactly(
            it -> assertThat(it).contains("ERROR", "Recycle 1 was interrupted"),
            it -> assertThat(it).contains("ERROR", "the same error came 24 times more"),
            it -> assertThat(it).contains("ERROR", "the same error came 24 times more"));
  }

  @Test
  void anotherBugHasATraceOfItsOwn(CapturedOutput output) {
    trouble.tell("Recycle 1 was interrupted", bug("one"));
    trouble.tell("Recycle 1 was interrupted", new IllegalArgumentException("another"));
    assertThat(output.getOut()).contains("IllegalStateException: one");
    assertThat(output.getOut()).contains("IllegalArgumentException: another");
  }

  @Test
  void aBugThatWasGoneForAnHourHasItsTraceAgain(CapturedOutput output) {
    trouble.tell("Recycle 1 was interrupted", bug("one"));
    clock.advance(Trouble.FORGET);
    trouble.tell("Recycle 1 was interrupted", bug("one"));
    assertThat(traces(output)).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsAwayHasNoLineHere(CapturedOutput output) {
    trouble.tell("Recycle 1 waits", new DataAccessResourceFailureException("away"));
    assertThat(output.getOut()).doesNotContain("Recycle 1");
  }

  private static IllegalStateException bug(String message) {
    return new IllegalStateException(message);
  }

  private static long traces(CapturedOutput output) {
    return output.getOut().lines().filter(it -> it.startsWith("java.lang.")).count();
  }

  private static List<String> lines(CapturedOutput output) {
    return output.getOut().lines().filter(it -> it.contains("was interrupted")).toList();
  }
}

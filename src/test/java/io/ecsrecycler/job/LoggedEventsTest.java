package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedEventsTest {

  private static final Failure FAILURE =
      new Failure(Failure.Code.REPLACEMENT_NOT_HEALTHY, "never healthy");

  @Test
  void aFailureIsAnError() {
    assertThat(level(new RecycleEvent.RecycleFailed(FAILURE))).isEqualTo(Level.ERROR);
  }

  @Test
  void whatSomebodyShouldLookAtIsAWarning() {
    assertThat(
            List.of(
                level(new RecycleEvent.GaveUp(FAILURE)),
                level(new RecycleEvent.TimeLimitReached(FAILURE)),
                level(new RecycleEvent.ReplacementFailed(1, "arn", "it exited")),
                level(new RecycleEvent.CapacityLeftToOthers(5, 4)),
                level(new RecycleEvent.PauseExpired())))
        .containsOnly(Level.WARN);
  }

  @Test
  void whatGoesAsItShouldIsInformationAndSoIsTheBeginningOfAHold() {
    assertThat(
            List.of(
                level(new RecycleEvent.RecycleSucceeded(3)),
                level(new RecycleEvent.CapacityRestored(3)),
                level(new RecycleEvent.HoldBegan(Hold.Reason.DEPLOYMENT_RUNNING, "a rollout"))))
        .containsOnly(Level.INFO);
  }

  private static Level level(RecycleEvent event) {
    try (LoggedLines lines = LoggedLines.of("job")) {
      LoggedEvents.tell(LoggerFactory.getLogger(LoggedEventsTest.class), List.of(event));
      return lines.with(event.sentence()).getFirst().getLevel();
    }
  }
}

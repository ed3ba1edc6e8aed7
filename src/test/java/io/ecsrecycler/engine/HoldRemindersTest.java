package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.ecsrecycler.job.LoggedLines;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulator.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldRemindersTest {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final SettableClock clock = new SettableClock();
  private final Instant begin = clock.instant();
  private final HoldReminders reminders = new HoldReminders(clock);
  private final LoggedLines lines = LoggedLines.of("engine");

  @AfterEach
  void stop() {
    lines.close();
  }

  @Test
  void aHoldOfLessThanAMinuteIsNotTold() {
    looks(held("a deployment runs"), Duration.ofSeconds(55));
    looks(recycle(new Phase.Planning(), null), Duration.ofMinutes(10));
    assertThat(told()).isEmpty();
  }

  @Test
  void aHoldOfAMinuteIsAWarningWithItsReasonItsSentenceAndSinceWhen() {
    looks(held("a deployment runs"), Duration.ofMinutes(1));
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(told().getFirst().getFormattedMessage())
        .startsWith("Still on hold for 1 min, since " + begin)
        .endsWith("(DEPLOYMENT_RUNNING): a deployment runs");
  }

  @Test
  void remindersComeEveryMinuteAtFirstThenMoreSeldomAndAtLeastEveryHour() {
    List<Long> minutes = new ArrayList<>();
    Recycle held = held("a deployment runs");
    for (int before = 0; between() < Duration.ofHours(24).toMinutes(); before = told().size()) {
      clock.advance(LOOK);
      reminders.after(held);
      if (told().size() > before) {
        minutes.add(between());
      }
    }
    assertThat(minutes).startsWith(1L, 2L, 3L, 4L, 5L).hasSizeLessThan(45);
    for (int i = 1; i < minutes.size(); i++) {
      assertThat(minutes.get(i) - minutes.get(i - 1)).isBetween(1L, 60L);
    }
  }

  @Test
  void aSecondHoldHasAMinuteOfItsOwn() {
    looks(held("a deployment runs"), Duration.ofMinutes(1));
    Recycle again =
        recycle(
            new Phase.Planning(),
            new Hold(Hold.Reason.TASKS_PROTECTED, "protected", clock.instant()));
    looks(again, Duration.ofSeconds(55));
    assertThat(told()).hasSize(1);
    looks(again, LOOK);
    assertThat(told()).hasSize(2);
  }

  @Test
  void aProcessThatTakesAnOldHoldOverTellsItAtOnce() {
    clock.advance(Duration.ofHours(5));
    reminders.after(held("a deployment runs"));
    assertThat(told()).hasSize(1);
  }

  @Test
  void whatIsNotRunHereAnyMoreIsForgotten() {
    looks(held("a deployment runs"), Duration.ofMinutes(1));
    reminders.forget("id-1");
    reminders.after(held("a deployment runs"));
    assertThat(told()).hasSize(2);
  }

  @Test
  void capacityThatCannotBePutBackIsAnErrorWithWhatIsLeftAndHowToUndoIt() {
    CapacityLease lease =
        new CapacityLease(new CapacityLease.Held<>(3, 4), null, null, clock.instant());
    Recycle restoring =
        new Recycle(
            "id-1",
            Specs.usual("c", "s"),
            new Phase.Restoring(begin, new Outcome.Succeeded()),
            null,
            new Recycle.Capacity(lease, null),
            new Brakes(hold("Denied. By hand: aws ecs update-service"), null, null));
    looks(restoring, Duration.ofMinutes(1));
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().getLevel()).isEqualTo(Level.ERROR);
    assertThat(told().getFirst().getFormattedMessage())
        .startsWith("Capacity could not be put back for 1 min")
        .contains("aws ecs update-service");
  }

  private long between() {
    return Duration.between(begin, clock.instant()).toMinutes();
  }

  private void looks(Recycle recycle, Duration howLong) {
    for (Instant end = clock.instant().plus(howLong); clock.instant().isBefore(end); ) {
      clock.advance(LOOK);
      reminders.after(recycle);
    }
  }

  private List<ILoggingEvent> told() {
    return lines.with(" min, since ");
  }

  private Recycle held(String message) {
    return recycle(new Phase.Planning(), hold(message));
  }

  private Hold hold(String message) {
    return new Hold(Hold.Reason.DEPLOYMENT_RUNNING, message, begin);
  }

  private static Recycle recycle(Phase phase, @Nullable Hold hold) {
    return new Recycle(
        "id-1",
        Specs.usual("c", "s"),
        phase,
        null,
        new Recycle.Capacity(null, null),
        new Brakes(hold, null, null));
  }
}

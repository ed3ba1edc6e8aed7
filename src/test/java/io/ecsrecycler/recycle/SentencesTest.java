package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences that people read; those of the old Lambda are worded as it logged them. */
class SentencesTest {

  private static final Instant UNTIL = Instant.parse("2026-03-02T10:00:00Z");
  private static final Failure WHY = new Failure(Failure.Code.REPLACEMENT_FAILED, "because.");

  static Stream<Arguments> sentences() {
    return Stream.of(
        Arguments.of(
            new RecycleEvent.RecycleStarted(new ServiceName("shop", "web")),
            "Starting task recycle for shop/web"),
        Arguments.of(new RecycleEvent.TasksPlanned(3, 2, 3), "Original desired count: 3, tasks: 2"),
        Arguments.of(new RecycleEvent.NothingToDo("no task"), "Nothing to recycle: no task"),
        Arguments.of(
            new RecycleEvent.OneAtATime(),
            "A DAEMON service runs one task per host: no extra task is started, and its tasks are"
                + " recycled one at a time"),
        Arguments.of(
            new RecycleEvent.AutoscalingHeld(4, true),
            "Autoscaling: scale-in suspended, maximum raised to 4"),
        Arguments.of(
            new RecycleEvent.AutoscalingHeld(null, false), "Autoscaling: scale-in left as it is"),
        Arguments.of(
            new RecycleEvent.DesiredCountRaised(3, 4), "Raising desired count from 3 to 4"),
        Arguments.of(
            new RecycleEvent.SurgeHealthy(4), "Extra capacity is healthy, 4 tasks serve now"),
        Arguments.of(
            new RecycleEvent.TaskStopped(1, 3, "arn:a", new Headroom(4, 0, 1, 3)),
            "Recycling task 1/3: arn:a"),
        Arguments.of(
            new RecycleEvent.StopGivenUp(1, 3, "arn:a"),
            "Stopping task 1/3 never arrived at AWS; it keeps its turn: arn:a"),
        Arguments.of(
            new RecycleEvent.ReplacementHealthy(1, "arn:a", "arn:n", 30),
            "Task 1 recycled, waiting 30s"),
        Arguments.of(
            new RecycleEvent.TaskGone(1, 3, "arn:a"),
            "Task 1/3 is gone already, without us: arn:a"),
        Arguments.of(
            new RecycleEvent.TaskSkipped(1, 3, "arn:a", "it is protected"),
            "Task 1/3 is left alone, it is protected: arn:a"),
        Arguments.of(
            new RecycleEvent.ReplacementFailed(1, "arn:a", "it died"),
            "Task 1 was not replaced: it died"),
        Arguments.of(
            new RecycleEvent.HoldBegan(Hold.Reason.DEPLOYMENT_RUNNING, "A deployment."),
            "On hold: A deployment."),
        Arguments.of(
            new RecycleEvent.HoldEnded(Hold.Reason.DEPLOYMENT_RUNNING),
            "No longer on hold (DEPLOYMENT_RUNNING)"),
        Arguments.of(
            new RecycleEvent.RecyclePaused(UNTIL, null),
            "Paused: nothing more is stopped until somebody resumes; cancelled at " + UNTIL),
        Arguments.of(
            new RecycleEvent.CheckpointReached(1, 3, UNTIL),
            "Checkpoint after 1 of 3 tasks: resume to go on; cancelled at " + UNTIL),
        Arguments.of(
            new RecycleEvent.RecyclePaused(UNTIL, "frozen by alice"),
            "Paused: frozen by alice; cancelled at " + UNTIL),
        Arguments.of(new RecycleEvent.RecycleResumed(null), "Resumed"),
        Arguments.of(
            new RecycleEvent.RecycleResumed("the freeze is over"), "Resumed: the freeze is over"),
        Arguments.of(new RecycleEvent.PauseExpired(), "Paused for too long: cancelling"),
        Arguments.of(
            new RecycleEvent.CancelRequested(),
            "Cancelling: what is under way is seen through, then capacity is put back"),
        Arguments.of(new RecycleEvent.TimeLimitReached(WHY), "Stopping nothing more: because."),
        Arguments.of(
            new RecycleEvent.GaveUp(WHY), "Ending early, restoring capacity first: because."),
        Arguments.of(
            new RecycleEvent.DesiredCountLowered(4, 3), "Putting desired count back from 4 to 3"),
        Arguments.of(
            new RecycleEvent.AutoscalingReleased(3, false),
            "Putting autoscaling back: scale-in allowed, maximum 3"),
        Arguments.of(
            new RecycleEvent.AutoscalingReleased(null, true),
            "Putting autoscaling back: scale-in suspended"),
        Arguments.of(new RecycleEvent.CapacityRestored(3), "Capacity restored, desired count: 3"),
        Arguments.of(
            new RecycleEvent.CapacityLeftToOthers(7, 4),
            "Somebody has set the desired count to 7 (ours was 4): left as it is"),
        Arguments.of(
            new RecycleEvent.CapacityLeftToOthers(4, 4),
            "Somebody has set the desired count to 4 after it was put back: left as it is"),
        Arguments.of(
            new RecycleEvent.CapacityLeftChanged("Left changed: all."),
            "Capacity could not be put back. Left changed: all."),
        Arguments.of(
            new RecycleEvent.TasksLeftOut(2, 1),
            "Left out: 2 tasks that were not selected, 1 listed tasks that do not belong to the"
                + " service"),
        Arguments.of(
            new RecycleEvent.TasksLeftOut(2, 0), "Left out: 2 tasks that were not selected"),
        Arguments.of(
            new RecycleEvent.LatticeNotRead(),
            "The service is registered with VPC Lattice, whose view of a task's health is not"
                + " read"),
        Arguments.of(
            new RecycleEvent.ReplacementNotWanted(1, 3, "arn:a", 2),
            "Task 1/3 was stopped and gets no replacement: the desired count is 2 now, and ECS has"
                + " as many tasks: arn:a"),
        Arguments.of(new RecycleEvent.RecycleSucceeded(3), "Task recycle completed successfully"),
        Arguments.of(new RecycleEvent.RecycleFailed(WHY), "Task recycle failed: because."),
        Arguments.of(
            new RecycleEvent.RecycleCancelled(1, 3),
            "Task recycle cancelled, 1 of 3 tasks were recycled"));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void reads(RecycleEvent event, String sentence) {
    assertThat(event.sentence()).isEqualTo(sentence);
  }

  @Test
  void areAllHere() {
    Set<Class<?>> read =
        sentences()
            .map(it -> Objects.requireNonNull(it.get()[0]).getClass())
            .collect(Collectors.toSet());

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(RecycleEvent.class.getPermittedSubclasses()));
  }

  @Test
  void aShareReadsAsItWasGiven() {
    assertThat(Share.tasks(2)).hasToString("2");
    assertThat(Share.percent(10)).hasToString("10%");
  }
}

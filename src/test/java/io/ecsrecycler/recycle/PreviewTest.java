package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.RecycleSpec.Caution;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a recycle would do. */
class PreviewTest {

  private static final RecycleSpec SPEC = Walk.spec(true, Duration.ofSeconds(30), null);

  @Test
  void tellsOrderCallsAndTime() {
    Instant created = Walk.START.minus(Duration.ofHours(1));
    Look look = Look.desired(2).healthy("b", "a").autoscaled(1, 2);
    for (String id : new String[] {"a", "b"}) {
      look.origin(id, new SeenTask.Origin(created, created.plusSeconds(20), "z", "web:1", null));
    }
    Preview preview = Preview.of(SPEC, look.takenAt(Walk.START), Walk.START);

    assertThat(preview.blockers()).isEmpty();
    assertThat(preview.tasks())
        .containsExactly(
            new Preview.Turn(arn("a"), Preview.Verdict.WILL_BE_RECYCLED, null),
            new Preview.Turn(arn("b"), Preview.Verdict.WILL_BE_RECYCLED, null));
    assertThat(preview.calls())
        .containsExactly(
            "application-autoscaling:RegisterScalableTarget Autoscaling: scale-in suspended,"
                + " maximum raised to 3",
            "ecs:UpdateService desiredCount=3",
            "ecs:StopTask, 2 times",
            "ecs:UpdateService desiredCount=2",
            "application-autoscaling:RegisterScalableTarget with what was found");
    assertThat(preview.estimate()).isEqualTo(Duration.ofSeconds(20 + 2 * (20 + 30)));
  }

  @Test
  void tellsWhatIsLeftAloneAndWhatIsAwaited() {
    ServiceSnapshot seen =
        Look.desired(3).healthy("a", "b").stopping("c").shielded("b").takenAt(Walk.START);

    assertThat(Preview.of(policy(ProtectedTasks.WAIT), seen, Walk.START).tasks())
        .extracting(Preview.Turn::verdict)
        .containsExactly(
            Preview.Verdict.WILL_BE_RECYCLED,
            Preview.Verdict.WAITS_FOR_PROTECTION,
            Preview.Verdict.LEFT_ALONE);
    assertThat(Preview.of(policy(ProtectedTasks.SKIP), seen, Walk.START).tasks().get(1).verdict())
        .isEqualTo(Preview.Verdict.LEFT_ALONE);
    assertThat(Preview.of(policy(ProtectedTasks.STOP), seen, Walk.START).tasks().get(1).why())
        .contains("disregarded");
  }

  @Test
  void tellsBlockersAndThenNoCalls() {
    ServiceSnapshot seen = Look.desired(1).healthy("a").deploying().takenAt(Walk.START);
    Preview preview = Preview.of(SPEC, seen, Walk.START);

    assertThat(preview.blockers())
        .singleElement()
        .matches(it -> it.code() == Failure.Code.DEPLOYMENT_RUNNING)
        .matches(it -> it.message().contains("ecs-svc/2 PRIMARY IN_PROGRESS"))
        .matches(it -> it.message().contains("waitForDeployment"));
    assertThat(preview.calls()).isEmpty();
  }

  /** A recycle under way has raised the service from 2 tasks to 3, and autoscaling's maximum. */
  @Test
  void takesWhatARecycleUnderWayHasRaisedForWhatItWas() {
    Look found = Look.desired(2).healthy("a", "b").autoscaled(1, 2);
    CapacityLease lease = CapacityLease.of(found.takenAt(Walk.START), 1).raised(Walk.START);
    ServiceSnapshot raised =
        Look.desired(3)
            .healthy("a", "b", "x")
            .autoscaled(1, 3, new ScalableTarget.Suspension(true, false, false))
            .takenAt(Walk.START);

    Preview preview = Preview.of(SPEC, raised, lease, Walk.START);
    assertThat(preview.plan().originalDesiredCount()).isEqualTo(2);
    assertThat(preview.plan().floor()).isEqualTo(2);
    assertThat(preview.calls())
        .contains("ecs:UpdateService desiredCount=3", "ecs:UpdateService desiredCount=2")
        .element(0)
        .asString()
        .contains("scale-in suspended, maximum raised to 3");
  }

  @Test
  void takesWhatSomebodySetMeanwhileForTheirs() {
    ServiceSnapshot found = Look.desired(2).healthy("a", "b").takenAt(Walk.START);
    CapacityLease lease = CapacityLease.of(found, 1).raised(Walk.START);

    assertThat(
            Preview.of(
                    SPEC, Look.desired(7).healthy("a", "b").takenAt(Walk.START), lease, Walk.START)
                .plan()
                .originalDesiredCount())
        .isEqualTo(7);
  }

  @Test
  void hasNothingToDoForAServiceWithoutTasks() {
    Preview preview = Preview.of(SPEC, Look.desired(0).takenAt(Walk.START), Walk.START);

    assertThat(preview.tasks()).isEmpty();
    assertThat(preview.calls()).isEmpty();
    assertThat(preview.estimate()).isZero();
  }

  @Test
  void raisesNothingWhereStrengthNeedNotBeKept() {
    Preview preview =
        Preview.of(
            Walk.spec(false, Duration.ZERO, null),
            Look.desired(1).healthy("a").autoscaled(1, 1).takenAt(Walk.START),
            Walk.START);

    assertThat(preview.calls()).containsExactly("ecs:StopTask, 1 times");
    assertThat(preview.estimate()).isEqualTo(Duration.ofSeconds(20));
  }

  private static RecycleSpec policy(ProtectedTasks policy) {
    return Walk.with(new Caution(false, policy, false, Duration.ZERO, 1));
  }
}

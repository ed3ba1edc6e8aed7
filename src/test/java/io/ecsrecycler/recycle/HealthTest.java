package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.SeenTask.TargetHealth.HEALTHY;
import static io.ecsrecycler.recycle.SeenTask.TargetHealth.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.SeenTask.HealthReport;
import io.ecsrecycler.recycle.SeenTask.Life;
import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

  @ParameterizedTest
  @CsvSource({
    "RUNNING, RUNNING, HEALTHY, true",
    "RUNNING, RUNNING, UNCHECKED, true",
    "RUNNING, RUNNING, UNKNOWN, false",
    "RUNNING, RUNNING, UNHEALTHY, false",
    "RUNNING, STOPPED, HEALTHY, false",
    "DEACTIVATING, STOPPED, HEALTHY, false",
    "STOPPED, STOPPED, HEALTHY, false",
    "PENDING, RUNNING, UNCHECKED, false",
    "ACTIVATING, RUNNING, HEALTHY, false",
    "PROVISIONING, RUNNING, UNCHECKED, false"
  })
  void servesOnlyWhereItRunsAndItsChecksPass(
      String lastStatus, String desiredStatus, HealthReport report, boolean serves) {
    SeenTask task = task(new Life(lastStatus, desiredStatus, null, null), report, NONE);

    assertThat(Health.serves(task)).isEqualTo(serves);
    assertThat(Health.describe(task)).startsWith("task a is " + lastStatus);
  }

  @Test
  void servesOnlyWhereEveryTargetGroupThatHasASayAgrees() {
    Life running = new Life("RUNNING", "RUNNING", null, null);
    TargetHealth initial = TargetHealth.not("target group web calls it initial");

    assertThat(Health.serves(task(running, HealthReport.UNCHECKED, HEALTHY))).isTrue();
    assertThat(Health.serves(task(running, HealthReport.HEALTHY, HEALTHY))).isTrue();
    assertThat(Health.serves(task(running, HealthReport.HEALTHY, initial))).isFalse();
    assertThat(Health.serves(task(running, HealthReport.UNHEALTHY, HEALTHY))).isFalse();
    assertThat(Health.describe(task(running, HealthReport.HEALTHY, initial)))
        .isEqualTo("task a is RUNNING, its health check passes, target group web calls it initial");
  }

  @Test
  void isCheckedByContainersOrTargetGroups() {
    Life running = new Life("RUNNING", "RUNNING", null, null);

    assertThat(Health.isChecked(task(running, HealthReport.UNCHECKED, NONE))).isFalse();
    assertThat(Health.isChecked(task(running, HealthReport.UNCHECKED, HEALTHY))).isTrue();
    assertThat(Health.isChecked(task(running, HealthReport.UNKNOWN, NONE))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "EssentialContainerExited, Essential container in task exited, true",
    "TaskFailedToStart, CannotPullContainerError, true",
    "ServiceSchedulerInitiated, Task failed container health checks, true",
    "ServiceSchedulerInitiated, Task failed ELB health checks in (target-group x), true",
    "ServiceSchedulerInitiated, Scaling activity initiated by (deployment ecs-svc/1), false",
    "SpotInterruption, Your Spot Task was interrupted., false",
    "UserInitiated, stopped by hand, false",
    "TerminationNotice, host retired, false",
    "InfrastructureHealth, host unhealthy, false",
    ", nobody says, true"
  })
  void tellsATaskThatCouldNotLiveFromOneThatWasTakenAway(
      @Nullable String stopCode, String reason, boolean failed) {
    assertThat(new Life("STOPPED", "STOPPED", stopCode, reason).failed()).isEqualTo(failed);
    assertThat(new Life("RUNNING", "RUNNING", stopCode, reason).failed()).isFalse();
  }

  private static SeenTask task(Life life, HealthReport report, TargetHealth targets) {
    var origin = new SeenTask.Origin(null, null, null, "web:1", null);
    return new SeenTask(Look.arn("a"), life, report, targets, Protection.UNASKED, origin);
  }
}

package io.ecsrecycler.recycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.SeenTask.HealthReport;
import io.ecsrecycler.recycle.SeenTask.Life;
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
    var origin = new SeenTask.Origin(null, null, "web:1");
    var task =
        new SeenTask(Look.arn("a"), new Life(lastStatus, desiredStatus, null), report, origin);

    assertThat(Health.serves(task)).isEqualTo(serves);
    assertThat(Health.describe(task)).startsWith("task a is " + lastStatus);
  }
}

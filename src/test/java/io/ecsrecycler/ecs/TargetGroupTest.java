package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import io.ecsrecycler.recycle.SeenTask.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** What target groups say about a task: a verdict, or none. */
@SuppressWarnings("unchecked") // the SDK takes builders as generic varargs
class TargetGroupTest {

  private static final Task TASK =
      Task.builder()
          .taskArn("task-1")
          .containers(
              Container.builder()
                  .name("app")
                  .networkInterfaces(
                      NetworkInterface.builder().privateIpv4Address("10.0.0.1").build())
                  .build())
          .build();

  @ParameterizedTest
  @CsvSource({
    "healthy, , HEALTHY",
    "unavailable, Target.HealthCheckDisabled, HEALTHY",
    "unhealthy, Target.FailedHealthChecks, UNHEALTHY",
    "unhealthy.draining, , UNHEALTHY",
    "draining, Target.DeregistrationInProgress, UNHEALTHY",
    "unused, Target.NotInUse, UNHEALTHY",
    "initial, Elb.RegistrationInProgress, UNHEALTHY",
    "unavailable, Elb.InternalError, UNKNOWN",
    "unavailable, , UNKNOWN",
    "a-state-of-next-year, , UNKNOWN",
    ", , UNKNOWN"
  })
  void onlyAStateThatSaysSomethingIsAVerdict(String state, String reason, Verdict verdict) {
    TargetHealth health = reading(group("one", target("10.0.0.1", state, reason))).of(TASK);

    assertThat(health.checked()).isTrue();
    assertThat(health.verdict()).isEqualTo(verdict);
    assertThat(health.detail()).doesNotContain("null");
  }

  @Test
  void aTaskThatIsNotRegisteredHasNoVerdictSoThatAnEmptyReplyFreesNobody() {
    TargetHealth health = reading(group("one")).of(TASK);

    assertThat(health.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(health.detail()).isEqualTo("target group one does not have it registered (yet)");
  }

  @Test
  void targetsWithoutIdOrHealthAreNobodys() {
    TargetHealthDescription blank = TargetHealthDescription.builder().build();
    TargetHealthDescription silent =
        TargetHealthDescription.builder().target(t -> t.id("10.0.0.1")).build();

    assertThat(reading(group("one", blank)).of(TASK).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(reading(group("one", silent)).of(TASK).detail())
        .isEqualTo("target group one does not say how it is");
  }

  @Test
  void oneBadVerdictOutweighsAMissingOneAndAMissingOneAGoodOne() {
    TargetGroup good = group("good", target("10.0.0.1", "healthy", null));
    TargetGroup bad = group("bad", target("10.0.0.1", "unhealthy", null));
    TargetGroup silent = group("silent");

    assertThat(reading(good, silent, bad).of(TASK).verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(reading(good, silent, bad).of(TASK).detail()).contains("target group bad calls it");
    assertThat(reading(good, silent).of(TASK).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(reading(good, good).of(TASK)).isEqualTo(TargetHealth.HEALTHY);
    assertThat(reading().of(TASK)).isEqualTo(TargetHealth.NONE);
  }

  @Test
  void ofSeveralRegistrationsInAGroupOneHealthyOneWillDo() {
    assertThat(
            reading(
                    group(
                        "one",
                        target("10.0.0.1", "draining", null),
                        target("10.0.0.1", "healthy", null)))
                .of(TASK)
                .verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  private static TargetGroups.Reading reading(TargetGroup... groups) {
    return new TargetGroups.Reading(List.of(groups), Map.of());
  }

  private static TargetGroup group(String name, TargetHealthDescription... targets) {
    LoadBalancer balancer =
        LoadBalancer.builder()
            .targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/" + name + "/1")
            .build();
    return new TargetGroup(balancer, List.of(targets));
  }

  private static TargetHealthDescription target(
      String id,
      @org.jspecify.annotations.Nullable String state,
      @org.jspecify.annotations.Nullable String reason) {
    return TargetHealthDescription.builder()
        .target(t -> t.id(id))
        .targetHealth(h -> h.state(state).reason(reason))
        .build();
  }
}

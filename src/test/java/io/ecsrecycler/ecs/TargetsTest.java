package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatedRoles;
import io.ecsrecycler.simulator.SimulatorServer;
import io.ecsrecycler.simulator.model.Arns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same names in three places: ours, another Region, another account. */
class TargetsTest {

  private static final String ROLE = "arn:aws:iam::999999999999:role/recycler";
  private static final String OWN_ROLE = "arn:aws:iam::123456789012:role/paths/recycler";

  private final SettableClock clock = new SettableClock();
  private final SimulatedAws here = new SimulatedAws(clock, 1, false);
  private final SimulatedAws ireland =
      new SimulatedAws(clock, 2, false, new Arns("eu-west-1", Arns.ACCOUNT));
  private final SimulatedAws theirs =
      new SimulatedAws(clock, 3, false, new Arns("eu-west-1", "999999999999"));
  private final SimulatedRoles roles = new SimulatedRoles();
  private final SimulatorServer server = start();
  private final AwsProperties own = new AwsProperties(OWN_ROLE, null, "ecs-task-recycler", true);
  private final TargetedEcs ecs =
      Ports.at(
          server.uri(),
          own,
          Map.of(
              "ireland", target(null, null, "*"),
              "theirs", target(ROLE, "secret-7", "c", "web-*"),
              "theirs-too", target(ROLE, "secret-7", "*"),
              "wrong-id", target(ROLE, "guess", "*")),
          clock);

  private static TargetsProperties.Target target(
      @Nullable String role, @Nullable String externalId, String... clusters) {
    return new TargetsProperties.Target("eu-west-1", role, externalId, List.of(clusters));
  }

  private SimulatorServer start() {
    roles.trust(ROLE, "secret-7");
    here.seed(ServiceSeed.of("c", "s", 1));
    ireland.seed(ServiceSeed.of("c", "s", 2));
    theirs.seed(ServiceSeed.of("c", "s", 3));
    theirs.seed(ServiceSeed.of("other", "s", 3));
    try {
      return SimulatorServer.start(List.of(here, ireland, theirs), roles, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    ecs.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({", 1", "ireland, 2", "theirs, 3"})
  void looksWhereTheTargetIs(@Nullable String target, int tasks) {
    assertThat(ecs.look(look(target)).tasks()).hasSize(tasks);
  }

  @Test
  void actsWhereTheTargetIsAndNowhereElse() {
    String task = ecs.look(look("theirs")).tasks().getFirst().arn();
    ecs.carryOut(name("theirs"), new Action.StopTask(task, "a test"));
    ecs.carryOut(name("theirs"), new Action.SetDesiredCount(4));

    assertThat(theirs.report("c", "s").stops()).hasSize(1);
    assertThat(theirs.report("c", "s").desiredCount()).isEqualTo(4);
    assertThat(here.report("c", "s").calls()).isEmpty();
    assertThat(ireland.report("c", "s").calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ", arn:aws:ecs:us-east-1:123456789012:service/c/s",
    "ireland, arn:aws:ecs:eu-west-1:123456789012:service/c/s",
    "theirs, arn:aws:ecs:eu-west-1:999999999999:service/c/s"
  })
  void findsTheServiceOfThatNameThere(@Nullable String target, String arn) {
    assertThat(ecs.locate(name(target)))
        .isInstanceOfSatisfying(
            Located.Found.class,
            found -> {
              assertThat(found.name()).isEqualTo(name(target));
              assertThat(found.key()).isEqualTo(arn.replace(":service/", ":cluster/"));
            });
    assertThat(
            ecs.locate(
                new ServiceName(
                    arn.substring(0, arn.lastIndexOf('/')).replace(":service/", ":cluster/"),
                    arn,
                    target)))
        .isInstanceOf(Located.Found.class);
  }

  @Test
  void everyCallOfARecycleIsMadeInItsOwnSessionWhichIsAssumedOnce() {
    AwsSession.of("job-1", "ci").call(() -> ecs.look(look("theirs")));
    AwsSession.of("job-1", "ci").call(() -> ecs.look(look("theirs")));
    AwsSession.of("job-2", "ada").call(() -> ecs.look(look("theirs")));

    String session = "arn:aws:sts::999999999999:assumed-role/recycler/";
    for (String call : List.of("DescribeServices", "ListTasks", "DescribeTasks")) {
      assertThat(theirs.report("c", "s").callers(call))
          .containsExactly(session + "job-1-ci", session + "job-2-ada");
    }
    assertThat(theirs.report("c", "s").callers("DescribeScalableTargets"))
        .containsExactly(session + "job-1-ci", session + "job-2-ada");
    assertThat(roles.sessions())
        .extracting(SimulatedRoles.Session::name)
        .containsExactly("job-1-ci", "job-2-ada");
    assertThat(roles.sessions()).allMatch(it -> "secret-7".equals(it.externalId()));
  }

  @Test
  void theDefaultRolesSessionsAreNamedAlikeAndWithoutAnybodyAskingAsConfigured() {
    AwsSession.of("job-1", "ci").call(() -> ecs.look(look(null)));
    ecs.look(look(null));

    assertThat(roles.sessions())
        .extracting(SimulatedRoles.Session::name)
        .containsExactly("job-1-ci", "ecs-task-recycler");
    assertThat(roles.sessions()).allMatch(it -> it.externalId() == null);
  }

  @Test
  void whereNoRoleIsAssumedNoneIs() {
    AwsSession.of("job-1", "ci").call(() -> ecs.look(look("ireland")));

    assertThat(roles.sessions()).isEmpty();
    assertThat(ireland.report("c", "s").callers("DescribeServices"))
        .containsExactly("arn:aws:iam::123456789012:user/simulator");
  }

  @Test
  void aRoleThatIsNotGivenIsAFaultThatSaysSo() {
    assertThatExceptionOfType(EcsFaultException.class)
        .isThrownBy(() -> ecs.look(look("wrong-id")))
        .withMessageContaining("sts:AssumeRole")
        .withMessageContaining("external id")
        .matches(e -> e.fault().kind() == Fault.Kind.CREDENTIALS);
  }

  @Test
  void anStsThatIsAskedTooMuchIsThrottlingAndPasses() {
    roles.throttle(true);
    assertThatExceptionOfType(EcsFaultException.class)
        .isThrownBy(() -> ecs.locate(name("theirs")))
        .matches(e -> e.fault().kind() == Fault.Kind.THROTTLED);
    roles.throttle(false);
    assertThat(ecs.locate(name("theirs"))).isInstanceOf(Located.Found.class);
  }

  @Test
  void aTargetThatIsNotConfiguredIsUnknownAndARecycleOfItIsHeld() {
    assertThat(ecs.locate(name("nowhere")))
        .isInstanceOfSatisfying(
            Located.NoSuchTarget.class,
            it -> assertThat(it.message()).contains("nowhere").doesNotContain("ireland"));
    assertThatExceptionOfType(EcsFaultException.class)
        .isThrownBy(() -> ecs.look(look("nowhere")))
        .withMessageContaining("recycler.targets.nowhere")
        .matches(e -> e.fault().kind() == Fault.Kind.CREDENTIALS);
  }

  @ParameterizedTest
  @CsvSource({
    "theirs, other, s, cluster",
    "theirs, C, s, cluster",
    "theirs, arn:aws:ecs:eu-west-1:999999999999:cluster/other, s, cluster",
    "theirs, arn:aws:ecs:eu-west-1:123456789012:cluster/c, s, cluster",
    "theirs, arn:aws:ecs:us-east-1:999999999999:cluster/c, s, cluster",
    "theirs, c, arn:aws:ecs:eu-west-1:123456789012:service/c/s, service",
    "ireland, c, arn:aws:ecs:us-east-1:123456789012:service/c/s, service",
    ", arn:aws:ecs:eu-west-1:123456789012:cluster/c, s, cluster",
    ", c, arn:aws:ecs:us-east-1:999999999999:service/c/s, service"
  })
  void whatATargetIsNotForIsRefusedBeforeAwsIsAsked(
      @Nullable String target, String cluster, String service, String field) {
    assertThat(ecs.locate(new ServiceName(cluster, service, target)))
        .isInstanceOfSatisfying(
            Located.NotInTarget.class, it -> assertThat(it.field()).isEqualTo(field));
    assertThat(roles.sessions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1", "web-"})
  void patternsOfClustersLetTheRestThrough(String cluster) {
    assertThat(ecs.locate(new ServiceName(cluster, "s", "theirs")))
        .isInstanceOf(Located.NoSuchCluster.class);
  }

  @Test
  void quotasAreAnAccountsInARegion() {
    AwsTargets targets =
        new AwsTargets(
            () -> software.amazon.awssdk.regions.Region.US_EAST_1,
            own,
            new TargetsProperties(
                Map.of(
                    "ireland", target(OWN_ROLE, null, "*"),
                    "theirs", target(ROLE, null, "c"),
                    "theirs-too", target(ROLE, null, "d"))));
    RequestQuotas theirQuotas = quotas(targets, "theirs");
    assertThat(quotas(targets, "theirs-too")).isSameAs(theirQuotas);
    assertThat(Set.of(theirQuotas, quotas(targets, null), quotas(targets, "ireland"))).hasSize(3);
  }

  private RequestQuotas quotas(AwsTargets targets, @Nullable String name) {
    return Objects.requireNonNull(ecs.quotasOf(targets.find(name).orElseThrow()));
  }

  private static ServiceName name(@Nullable String target) {
    return new ServiceName("c", "s", target);
  }

  private static Look look(@Nullable String target) {
    return new Look(name(target), true, Set.of(), true, true, Set.of());
  }
}

package io.ecsrecycler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.simulator.model.Arns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DescribeTargetHealth fails with the codes of Elastic Load Balancing, which are not ECS's. */
class TargetHealthErrorsTest {

  private static final String GROUP = Arns.targetGroup("c-s");

  private final SimulatedWire wire = new SimulatedWire();

  @BeforeEach
  void makeAService() {
    wire.aws.seed(ServiceSeed.of("c", "s", 2).balanced());
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void anUnknownTargetGroupIsNotFound() {
    assertThat(ask("&TargetGroupArn=" + Arns.targetGroup("no")))
        .matches(
            it -> it.status() == 400 && it.body().contains("<Code>TargetGroupNotFound</Code>"));
  }

  @Test
  void withoutAGroupOrWithNoArnTheRequestIsNotValid() {
    for (String group : new String[] {"", "&TargetGroupArn=", "&TargetGroupArn=web"}) {
      assertThat(ask(group))
          .as(group)
          .matches(it -> it.status() == 400 && it.body().contains("<Code>ValidationError</Code>"));
    }
  }

  @Test
  void throttlingIsCalledThrottling() {
    wire.fault("{'kind': 'throttle'}");
    assertThat(ask("&TargetGroupArn=" + GROUP))
        .matches(it -> it.status() == 400 && it.body().contains("<Code>Throttling</Code>"));
  }

  @Test
  void whatIsDeniedIsForbidden() {
    wire.fault("{'kind': 'access-denied'}");
    assertThat(ask("&TargetGroupArn=" + GROUP))
        .matches(it -> it.status() == 403 && it.body().contains("<Code>AccessDenied</Code>"));
  }

  @Test
  void aFailureOfTheServerIsThatOfTheHealthThatIsNotAvailable() {
    wire.fault("{'kind': 'server-error'}");
    assertThat(ask("&TargetGroupArn=" + GROUP))
        .matches(it -> it.status() == 500 && it.body().contains("<Code>HealthUnavailable</Code>"))
        .matches(it -> it.body().contains("<Type>Receiver</Type>"));
  }

  @Test
  void aTargetThatIsNotRegisteredIsUnused() {
    assertThat(ask("&TargetGroupArn=" + GROUP + "&Targets.member.1.Id=10.9.9.9").body())
        .contains("<Id>10.9.9.9</Id>")
        .contains("<State>unused</State><Reason>Target.NotRegistered</Reason>")
        .doesNotContain("healthy");
  }

  @Test
  void onlyTheTargetsThatWereAskedForAreTold() {
    String all = ask("&TargetGroupArn=" + GROUP).body();
    String one = all.substring(all.indexOf("<Id>") + 4, all.indexOf("</Id>"));
    assertThat(ask("&TargetGroupArn=" + GROUP + "&Targets.member.1.Id=" + one).body())
        .containsOnlyOnce("<member>")
        .contains("<State>healthy</State>");
  }

  @Test
  void aFormThatIsNoneIsRefused() {
    assertThat(wire.query("Action=DescribeTargetHealth&TargetGroupArn=%zz"))
        .matches(it -> it.status() == 400)
        .matches(it -> it.body().contains("<Code>MalformedQueryString</Code>"));
  }

  private SimulatedWire.Answer ask(String more) {
    return wire.query("Action=DescribeTargetHealth" + more);
  }
}

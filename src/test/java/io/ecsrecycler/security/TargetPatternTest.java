package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPatternTest {

  private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:service/";

  @ParameterizedTest
  @CsvSource({
    "payments-*/*, payments-eu, web, true",
    "payments-*/*, payments-, web, true",
    "payments-*/*, payments, web, false",
    "payments-*/*, other, payments-x, false",
    "prod/web, prod, web, true",
    "prod/web, prod, web2, false",
    "prod/web, xprod, web, false",
    "prod/web, PROD, web, false",
    "*/*, anything, at_all, true",
    "*/web*api, prod, web-and-api, true",
    "*/web*api, prod, web-and-api-2, false",
    "p.od/web, prod, web, false",
    "prod/a_c, prod, abc, false",
    "arn:aws:ecs:eu-west-1:123456789012:service/prod/*, prod, web, true",
    "arn:aws:ecs:eu-west-1:123456789012:service/prod/*, production, web, false",
    "arn:aws:ecs:*:123456789012:service/prod/web, prod, web, true",
    "arn:aws:ecs:us-east-1:123456789012:service/prod/*, prod, web, false",
    "arn:aws:ecs:eu-west-1:999999999999:service/*/*, prod, web, false"
  })
  void fitsWhatItSays(String pattern, String cluster, String service, boolean fits) {
    Target target = new Target(cluster, service, ARN + cluster + "/" + service);
    assertThat(TargetPattern.of(pattern).matches(target)).isEqualTo(fits);
  }

  @Test
  void aRecycleWhoseArnWasNotKeptFitsNoPatternOfArns() {
    Target old = new Target("prod", "web", null);
    assertThat(TargetPattern.of("arn:*").matches(old)).isFalse();
    assertThat(TargetPattern.of("*/*").matches(old)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "prod/*, prod, web, true",
    "prod/*, arn:aws:ecs:eu-west-1:123456789012:cluster/prod, web, true",
    "prod/*, dev, web, false",
    "prod/*, prod, arn:aws:ecs:eu-west-1:123456789012:service/prod/web, true",
    "arn:aws:ecs:eu-west-1:123456789012:service/prod/*, prod, web, true",
    "arn:aws:ecs:eu-west-1:123456789012:service/prod/*, dev, web, false",
    "arn:aws:ecs:us-east-1:1:service/prod/*, prod, web, true",
    "arn:aws:ecs:us-east-1:1:service/prod/*, arn:aws:ecs:eu-west-1:1:cluster/prod, web, false",
    "arn:aws:ecs:*, dev, web, true"
  })
  void refusesBeforeAwsIsAskedOnlyWhatIsCertain(
      String pattern, String cluster, String service, boolean may) {
    assertThat(TargetPattern.of(pattern).mayMatch(Target.asked(cluster, service))).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "web", "a/b/c", "a//b", "/", "a/", "/b", "a/b;", "a/b%", "x:y/z"})
  void whatIsNoPatternIsSaidToBeNone(String text) {
    assertThat(text.matches(TargetPattern.SYNTAX)).isFalse();
  }

  @Test
  void noPatternTakesLong() {
    Glob many = new Glob("*a".repeat(100) + "b");
    Assertions.assertTimeout(
        Duration.ofSeconds(1), () -> assertThat(many.matches("a".repeat(1_000))).isFalse());
  }
}

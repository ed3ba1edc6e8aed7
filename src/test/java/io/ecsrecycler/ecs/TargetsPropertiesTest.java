package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class TargetsPropertiesTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Bound.class);

  @Configuration
  @EnableConfigurationProperties(TargetsProperties.class)
  static class Bound {}

  @Test
  void aTargetNeedsARegionAndNothingElse() {
    runner
        .withPropertyValues(
            "recycler.targets.eu.region=eu-central-1",
            "recycler.targets.prod-2.region=us-gov-west-1",
            "recycler.targets.prod-2.role-arn=arn:aws-us-gov:iam::123456789012:role/a/b",
            "recycler.targets.prod-2.external-id=x:1",
            "recycler.targets.prod-2.clusters=web,jobs-*")
        .run(context -> {
          TargetsProperties properties = context.getBean(TargetsProperties.class);
          assertThat(properties.targets()).containsOnlyKeys("eu", "prod-2");
          assertThat(properties.targets())
              .extractingByKeys("eu", "prod-2")
              .extracting(TargetsProperties.Target::clusters)
              .containsExactly(List.of("*"), List.of("web", "jobs-*"));
        });
    runner.run(context -> assertThat(context.getBean(TargetsProperties.class).targets()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recycler.targets.eu.clusters=c | is required, for example",
        "recycler.targets.[EU_1].region=eu-west-1 | 1 to 40 of a-z",
        "recycler.targets.eu.region=Frankfurt | must be a Region's name",
        "recycler.targets.eu.region=eu-west-1,recycler.targets.eu.role-arn=recycler | a role's ARN",
        "recycler.targets.eu.region=eu-west-1,recycler.targets.eu.external-id=xy | belongs to a roleArn",
        "recycler.targets.eu.region=eu-west-1,recycler.targets.eu.clusters=a/b | must be a cluster's name"
      })
  void anythingElseIsRefusedAtStartAndSaysWhy(String properties, String why) {
    runner
        .withPropertyValues(properties.split(","))
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(why));
  }
}

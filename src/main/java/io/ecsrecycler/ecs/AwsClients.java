package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes AWS clients: credentials, profile and endpoint from {@code spring.cloud.aws.*}, Region and
 * role from the target. Roles of all targets are assumed in our own Region.
 */
@Component
class AwsClients implements AutoCloseable {

  /** A call that takes longer than this would make a look, or an action, too old to trust. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  private final AwsClientBuilderConfigurer configurer;
  private final String usualSession;
  private final Clock clock;
  private final StsClient sts;

  AwsClients(AwsClientBuilderConfigurer configurer, AwsProperties aws, Clock clock) {
    this.configurer = configurer;
    this.usualSession = aws.sessionName();
    this.clock = clock;
    this.sts = patient(configurer.configure(StsClient.builder())).build();
  }

  /** The clients of one target; whoever asked for them closes them. */
  Clients of(AwsTarget target) {
    AwsTarget.Role role = target.role();
    AssumedRole assumed = role == null ? null : new AssumedRole(sts, role, usualSession, clock);
    return new Clients(
        configured(EcsClient.builder(), target, assumed).build(),
        configured(ApplicationAutoScalingClient.builder(), target, assumed).build(),
        configured(ElasticLoadBalancingV2Client.builder(), target, assumed).build());
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, AwsTarget target, @Nullable AssumedRole role) {
    B configured = patient(configurer.configure(builder)).region(Region.of(target.region()));
    return role == null ? configured : configured.credentialsProvider(role);
  }

  private static <B extends AwsClientBuilder<B, ?>> B patient(B configured) {
    return configured.overrideConfiguration(
        configured.overrideConfiguration().toBuilder()
            .retryStrategy(RetryMode.STANDARD)
            .apiCallTimeout(CALL_TIMEOUT)
            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
            .build());
  }

  @Override
  public void close() {
    sts.close();
  }

  /** What speaks to one account and Region. */
  record Clients(
      EcsClient ecs,
      ApplicationAutoScalingClient autoscaling,
      ElasticLoadBalancingV2Client balancing)
      implements AutoCloseable {
    @Override
    public void close() {
      ecs.close();
      autoscaling.close();
      balancing.close();
    }
  }
}

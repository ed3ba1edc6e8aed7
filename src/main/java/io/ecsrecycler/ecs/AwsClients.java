package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
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

  private final AwsClientBuilderConfigurer configurer;
  private final String usualSession;
  private final Clock clock;
  private final CallPolicy reads;
  private final CallPolicy writes;
  private final StsClient sts;

  @Autowired
  AwsClients(AwsClientBuilderConfigurer configurer, AwsProperties aws, Clock clock) {
    this(configurer, aws, clock, CallPolicy.READS, CallPolicy.WRITES);
  }

  AwsClients(
      AwsClientBuilderConfigurer configurer,
      AwsProperties aws,
      Clock clock,
      CallPolicy reads,
      CallPolicy writes) {
    this.configurer = configurer;
    this.usualSession = aws.sessionName();
    this.clock = clock;
    this.reads = reads;
    this.writes = writes;
    this.sts = reads.applyTo(configurer.configure(StsClient.builder())).build();
  }

  /** The clients of one target; whoever asked for them closes them. */
  Clients of(AwsTarget target) {
    AwsTarget.Role role = target.role();
    AssumedRole assumed = role == null ? null : new AssumedRole(sts, role, usualSession, clock);
    return new Clients(
        configured(EcsClient.builder(), target, assumed, reads).build(),
        configured(ApplicationAutoScalingClient.builder(), target, assumed, reads).build(),
        configured(ElasticLoadBalancingV2Client.builder(), target, assumed, reads).build(),
        new Writers(
            configured(EcsClient.builder(), target, assumed, writes).build(),
            configured(ApplicationAutoScalingClient.builder(), target, assumed, writes).build()));
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
      B builder, AwsTarget target, @Nullable AssumedRole role, CallPolicy policy) {
    B configured = policy.applyTo(configurer.configure(builder)).region(Region.of(target.region()));
    return role == null ? configured : configured.credentialsProvider(role);
  }

  @Override
  public void close() {
    sts.close();
  }

  /**
   * What speaks to one account and Region: clients that read, and those that write.
   *
   * @param writers send each request once
   */
  record Clients(
      EcsClient ecs,
      ApplicationAutoScalingClient autoscaling,
      ElasticLoadBalancingV2Client balancing,
      Writers writers)
      implements AutoCloseable {
    @Override
    public void close() {
      ecs.close();
      autoscaling.close();
      balancing.close();
      writers.ecs().close();
      writers.autoscaling().close();
    }
  }

  /** The clients of StopTask, UpdateService and RegisterScalableTarget. */
  record Writers(EcsClient ecs, ApplicationAutoScalingClient autoscaling) {}
}

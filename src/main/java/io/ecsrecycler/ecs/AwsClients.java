package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The AWS clients: region, credentials, profile and endpoint from {@code spring.cloud.aws.*}, and
 * on top of whatever credentials were found, a role.
 */
@Configuration(proxyBeanMethods = false)
class AwsClients {

  /** A call that takes longer than this would make a look, or an action, too old to trust. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  RequestQuotas requestQuotas() {
    return new RequestQuotas();
  }

  @Bean
  EcsClient ecsClient(
      AwsClientBuilderConfigurer configurer,
      ObjectProvider<StsAssumeRoleCredentialsProvider> role) {
    return configure(EcsClient.builder(), configurer, role).build();
  }

  @Bean
  ApplicationAutoScalingClient applicationAutoScalingClient(
      AwsClientBuilderConfigurer configurer,
      ObjectProvider<StsAssumeRoleCredentialsProvider> role) {
    return configure(ApplicationAutoScalingClient.builder(), configurer, role).build();
  }

  @Bean
  @ConditionalOnProperty("recycler.aws.role-arn")
  StsClient stsClient(AwsClientBuilderConfigurer configurer) {
    return configurer.configure(StsClient.builder()).build();
  }

  @Bean
  @ConditionalOnProperty("recycler.aws.role-arn")
  StsAssumeRoleCredentialsProvider roleCredentials(StsClient sts, AwsProperties aws) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(it ->
            it.roleArn(aws.roleArn())
                .externalId(aws.externalId())
                .roleSessionName(aws.sessionName()))
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder,
      AwsClientBuilderConfigurer configurer,
      ObjectProvider<StsAssumeRoleCredentialsProvider> role) {
    B configured = configurer.configure(builder);
    role.ifAvailable(configured::credentialsProvider);
    return configured.overrideConfiguration(
        configured.overrideConfiguration().toBuilder()
            .retryStrategy(RetryMode.STANDARD)
            .apiCallTimeout(CALL_TIMEOUT)
            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
            .build());
  }
}

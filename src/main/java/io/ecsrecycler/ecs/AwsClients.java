package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
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

  /**
   * Static keys that come with a session token; spring-cloud-aws itself knows keys without one
   * only.
   */
  @Bean
  @ConditionalOnProperty("spring.cloud.aws.credentials.session-token")
  AwsCredentialsProvider sessionCredentials(
      @Value("${spring.cloud.aws.credentials.access-key}") String accessKey,
      @Value("${spring.cloud.aws.credentials.secret-key}") String secretKey,
      @Value("${spring.cloud.aws.credentials.session-token}") String sessionToken) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(accessKey, secretKey, sessionToken));
  }

  @Bean
  @ConditionalOnProperty("recycler.aws.role-arn")
  AssumedRole assumedRole(AwsClientBuilderConfigurer configurer, AwsProperties aws) {
    StsClient sts = configurer.configure(StsClient.builder()).build();
    return new AssumedRole(
        sts,
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(it ->
                it.roleArn(aws.roleArn())
                    .externalId(aws.externalId())
                    .roleSessionName(aws.sessionName()))
            .build());
  }

  @Bean
  EcsClient ecsClient(AwsClientBuilderConfigurer configurer, ObjectProvider<AssumedRole> role) {
    return configure(EcsClient.builder(), configurer, role).build();
  }

  @Bean
  ApplicationAutoScalingClient applicationAutoScalingClient(
      AwsClientBuilderConfigurer configurer, ObjectProvider<AssumedRole> role) {
    return configure(ApplicationAutoScalingClient.builder(), configurer, role).build();
  }

  @Bean
  ElasticLoadBalancingV2Client elasticLoadBalancingV2Client(
      AwsClientBuilderConfigurer configurer, ObjectProvider<AssumedRole> role) {
    return configure(ElasticLoadBalancingV2Client.builder(), configurer, role).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, AwsClientBuilderConfigurer configurer, ObjectProvider<AssumedRole> role) {
    B configured = configurer.configure(builder);
    role.ifAvailable(it -> configured.credentialsProvider(it.credentials()));
    return configured.overrideConfiguration(
        configured.overrideConfiguration().toBuilder()
            .retryStrategy(RetryMode.STANDARD)
            .apiCallTimeout(CALL_TIMEOUT)
            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
            .build());
  }

  /**
   * A role on top of whatever credentials were found. Not a bean of the SDK's own type: that would
   * take the place of the credentials it is assumed with.
   */
  record AssumedRole(StsClient sts, StsAssumeRoleCredentialsProvider credentials)
      implements AutoCloseable {
    @Override
    public void close() {
      credentials.close();
      sts.close();
    }
  }
}

package io.ecsrecycler.ecs;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Static keys that come with a session token; spring-cloud-aws itself knows keys without one only.
 */
@Configuration(proxyBeanMethods = false)
class SessionTokenCredentials {

  @Bean
  @ConditionalOnProperty("spring.cloud.aws.credentials.session-token")
  AwsCredentialsProvider sessionCredentials(
      @Value("${spring.cloud.aws.credentials.access-key}") String accessKey,
      @Value("${spring.cloud.aws.credentials.secret-key}") String secretKey,
      @Value("${spring.cloud.aws.credentials.session-token}") String sessionToken) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(accessKey, secretKey, sessionToken));
  }
}

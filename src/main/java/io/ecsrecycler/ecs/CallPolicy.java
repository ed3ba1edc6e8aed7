package io.ecsrecycler.ecs;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How a call is made: how long it may take, and whether it is made again when it fails.
 *
 * @param call how long it may take in all, credentials included
 * @param attempt how long one request may take
 * @param again whether a request that failed is sent again
 * @param idle how long a connection is kept for the next request
 */
record CallPolicy(Duration call, Duration attempt, boolean again, Duration idle) {

  /**
   * Reads are repeated at will. A look that takes longer than this would be too old to trust. The
   * wait for our own quotas comes before the call and is not part of it.
   */
  static final CallPolicy READS =
      new CallPolicy(Duration.ofSeconds(15), Duration.ofSeconds(5), true, Duration.ofSeconds(30));

  /**
   * A write is sent once. The first of two requests could be stuck on the way and arrive long after
   * the second was answered; so an answer proves something only where there was one request. It may
   * take longer than a read, because a lost answer leaves doubt for minutes. It gets a connection
   * of its own: one that was idle may be closed already, which would be doubt as well.
   */
  static final CallPolicy WRITES =
      new CallPolicy(Duration.ofSeconds(20), Duration.ofSeconds(10), false, Duration.ofMillis(1));

  /** More than there are recycles at a time, so that none waits for another's connection. */
  private static final int CONNECTIONS = 1024;

  /** Has a client make its calls so. */
  <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B applyTo(B client) {
    return client
        .httpClientBuilder(
            Apache5HttpClient.builder().maxConnections(CONNECTIONS).connectionMaxIdleTime(idle))
        .overrideConfiguration(
            client.overrideConfiguration().toBuilder()
                .retryStrategy(retries())
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt)
                .addExecutionInterceptor(new Promptness())
                .addExecutionInterceptor(new ForeignReplies())
                .build());
  }

  private RetryStrategy retries() {
    return again ? AwsRetryStrategy.standardRetryStrategy() : AwsRetryStrategy.doNotRetry();
  }
}

package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The port to AWS over the SDK, as Spring makes it, for tests without Spring. */
final class Ports {

  static final AwsProperties WITHOUT_ROLE =
      new AwsProperties(null, null, "ecs-task-recycler", true);

  static final AwsCredentialsProvider STATIC =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private Ports() {}

  static TargetedEcs at(URI endpoint, Clock clock) {
    return at(endpoint, WITHOUT_ROLE, Map.of(), clock);
  }

  static TargetedEcs at(
      URI endpoint, AwsProperties aws, Map<String, TargetsProperties.Target> targets, Clock clock) {
    AwsClients clients = new AwsClients(configurer(endpoint, STATIC), aws, clock);
    return new TargetedEcs(targets(aws, targets), clients, aws, clock);
  }

  /** The same with other credentials, or with less patience. */
  static TargetedEcs at(
      URI endpoint,
      AwsProperties aws,
      AwsCredentialsProvider credentials,
      CallPolicy reads,
      CallPolicy writes,
      Clock clock) {
    AwsClients clients =
        new AwsClients(configurer(endpoint, credentials), aws, clock, reads, writes);
    return new TargetedEcs(targets(aws, Map.of()), clients, aws, clock);
  }

  private static AwsTargets targets(
      AwsProperties aws, Map<String, TargetsProperties.Target> targets) {
    return new AwsTargets(() -> Region.US_EAST_1, aws, new TargetsProperties(targets));
  }

  private static AwsClientBuilderConfigurer configurer(
      URI endpoint, AwsCredentialsProvider credentials) {
    io.awspring.cloud.autoconfigure.core.AwsProperties usual =
        new io.awspring.cloud.autoconfigure.core.AwsProperties();
    usual.setEndpoint(endpoint);
    return new AwsClientBuilderConfigurer(credentials, () -> Region.US_EAST_1, usual);
  }
}

package io.ecsrecycler.ecs;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The port to AWS over the SDK, as Spring makes it, for tests without Spring. */
final class Ports {

  static final AwsProperties WITHOUT_ROLE = new AwsProperties(null, null, "ecs-task-recycler");

  private Ports() {}

  static TargetedEcs at(URI endpoint, Clock clock) {
    return at(endpoint, WITHOUT_ROLE, Map.of(), clock);
  }

  static TargetedEcs at(
      URI endpoint, AwsProperties aws, Map<String, TargetsProperties.Target> targets, Clock clock) {
    io.awspring.cloud.autoconfigure.core.AwsProperties usual =
        new io.awspring.cloud.autoconfigure.core.AwsProperties();
    usual.setEndpoint(endpoint);
    AwsClientBuilderConfigurer configurer =
        new AwsClientBuilderConfigurer(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            () -> Region.US_EAST_1,
            usual);
    return new TargetedEcs(
        new AwsTargets(() -> Region.US_EAST_1, aws, new TargetsProperties(targets)),
        new AwsClients(configurer, aws, clock),
        clock);
  }
}

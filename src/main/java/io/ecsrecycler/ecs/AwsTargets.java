package io.ecsrecycler.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/** The accounts and Regions that are configured: the default one, and those with a name. */
@Component
class AwsTargets {

  private final AwsTarget standard;
  private final Map<String, AwsTarget> named = new TreeMap<>();

  AwsTargets(AwsRegionProvider region, AwsProperties aws, TargetsProperties properties) {
    this.standard =
        new AwsTarget(
            null,
            region.getRegion().id(),
            aws.roleArn() == null ? null : new AwsTarget.Role(aws.roleArn(), aws.externalId()),
            List.of("*"));
    properties.targets().forEach((name, it) -> named.put(name, it.named(name)));
  }

  /** The target of that name, null meaning the default one; empty when there is none. */
  Optional<AwsTarget> find(@Nullable String name) {
    return name == null ? Optional.of(standard) : Optional.ofNullable(named.get(name));
  }
}

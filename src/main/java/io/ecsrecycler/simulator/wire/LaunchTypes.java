package io.ecsrecycler.simulator.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launch types that ECS knows. */
final class LaunchTypes {

  private static final List<String> KNOWN =
      List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

  private LaunchTypes() {}

  /** The one that was asked for; null if none was. */
  static @Nullable String of(Input input) {
    return input.oneOf("launchType", KNOWN);
  }
}

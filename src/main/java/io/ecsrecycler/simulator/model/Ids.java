package io.ecsrecycler.simulator.model;

import java.util.Random;
import java.util.UUID;

/** Ids that look like ECS's, the same ones for the same seed; and the dice for free choices. */
final class Ids {

  private final Random random;
  private long order;

  Ids(long seed) {
    this.random = new Random(seed);
  }

  /** 32 hex digits, as tasks have them. */
  String task() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  /** {@code ecs-svc/} and 19 digits. */
  String deployment() {
    return "ecs-svc/" + (1_000_000_000_000_000_000L + (random.nextLong() >>> 2));
  }

  String event() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Counts up over everything in the world: the order in which lists show things. */
  long nextOrder() {
    return ++order;
  }
}

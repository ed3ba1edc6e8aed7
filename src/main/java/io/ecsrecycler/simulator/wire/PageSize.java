package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;

/** How many items a page has: at most 100, ECS's limit for ListTasks and ListServices. */
final class PageSize {

  private static final int MOST = 100;

  private PageSize() {}

  static int of(Input input, String member, int otherwise) {
    int size = input.integer(member, otherwise);
    if (size < 1 || size > MOST) {
      throw SimulatedFault.invalid(member + " must be between 1 and 100.");
    }
    return size;
  }
}

package io.ecsrecycler.simulator.wire;

import tools.jackson.databind.node.ObjectNode;

/** One operation of an AWS service: its input's members to its output's. */
@FunctionalInterface
interface Operation {
  ObjectNode answer(Input input);
}

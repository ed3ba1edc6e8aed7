package io.ecsrecycler.simulator.model;

import java.time.Instant;

/** Something that does things by itself at its times. */
interface Actor {

  /** At the same instant the one with the lower order comes first. */
  long order();

  /** Does what is due by then. */
  void step(Instant at);
}

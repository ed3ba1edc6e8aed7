package io.ecsrecycler.simulator;

/**
 * Which task goes first when a service is scaled in, among equal choices: AWS documents balance
 * over the zones but no rule of age, so it is a switch.
 */
public enum ScaleInPick {
  OLDEST,
  NEWEST,
  RANDOM
}

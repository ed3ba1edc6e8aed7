package io.ecsrecycler.simulation;

import java.util.List;
import java.util.stream.Collectors;

/** From where to where a recycle may go, and why: what the diagram in the docs is made of. */
final class PhaseTable {

  /** One way from one phase to another. */
  record Transition(String from, String to, String why) {
    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  static final List<Transition> ALL =
      List.of(
          new Transition("Planning", "Surging", "planned, at full strength"),
          new Transition("Planning", "Recycling", "planned, below full strength or a DAEMON"),
          new Transition("Planning", "Ended", "refused, nothing to do, or cancelled"),
          new Transition("Surging", "Recycling", "the extra tasks are healthy"),
          new Transition("Surging", "Restoring", "not healthy in time, or cancelled"),
          new Transition("Surging", "Ended", "the service was deleted"),
          new Transition("Recycling", "Settling", "the batch is replaced"),
          new Transition("Recycling", "Restoring", "all done, a failure, or cancelled"),
          new Transition("Recycling", "Ended", "the same, where nothing was raised"),
          new Transition("Settling", "Recycling", "the wait is over, or a replacement died"),
          new Transition("Settling", "Restoring", "AWS says no"),
          new Transition("Settling", "Ended", "the same, where nothing was raised"),
          new Transition("Restoring", "Ended", "what was ours is put back"));

  private PhaseTable() {}

  static boolean allows(String from, String to) {
    return ALL.stream().anyMatch(it -> it.from().equals(from) && it.to().equals(to));
  }

  /** The table as a state diagram in PlantUML. */
  static String diagram() {
    return """
    @startuml
    ' Generated from the table that the simulation checks every step against.
    title A recycle
    [*] --> Planning
    %s
    Ended --> [*]
    @enduml
    """
        .formatted(
            ALL.stream()
                .map(it -> "%s --> %s : %s".formatted(it.from(), it.to(), it.why()))
                .collect(Collectors.joining("\n")));
  }
}

package io.ecsrecycler.simulation;

import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which transitions, holds and outcomes the worlds have visited. */
final class Coverage {

  private final Set<String> transitions = new ConcurrentSkipListSet<>();
  private final Set<Hold.Reason> holds = new ConcurrentSkipListSet<>();
  private final Set<String> outcomes = new ConcurrentSkipListSet<>();

  void visited(Recycle before, Recycle after) {
    if (!name(before.phase()).equals(name(after.phase()))) {
      transitions.add(name(before.phase()) + " -> " + name(after.phase()));
    }
    if (after.hold() != null) {
      holds.add(after.hold().reason());
    }
    if (after.phase() instanceof Phase.Ended(Outcome outcome, _)) {
      outcomes.add(
          switch (outcome) {
            case Outcome.Succeeded _ -> "SUCCEEDED";
            case Outcome.Cancelled _ -> "CANCELLED";
            case Outcome.Failed it -> it.failure().code().name();
          });
    }
  }

  static String name(Phase phase) {
    return phase.getClass().getSimpleName();
  }

  Collection<String> transitions() {
    return new TreeSet<>(transitions);
  }

  Collection<Hold.Reason> holds() {
    return new TreeSet<>(holds);
  }

  Collection<String> outcomes() {
    return new TreeSet<>(outcomes);
  }
}

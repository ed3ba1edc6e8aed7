package io.ecsrecycler.simulation;

import static io.ecsrecycler.simulation.Promises.promise;

import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Slot;
import java.util.HashSet;
import java.util.Set;

/** What one state may become: the phase table, and the life of a slot. */
final class Histories {

  private Histories() {}

  static void check(Recycle was, Recycle is) {
    String from = Coverage.name(was.phase());
    String to = Coverage.name(is.phase());
    promise(from.equals(to) || PhaseTable.allows(from, to), "goes from %s to %s", from, to);
    Plan before = was.plan();
    Plan after = is.plan();
    if (before != null && after != null) {
      promise(before.slots().size() == after.slots().size(), "the plan changes: %s", after);
      for (int i = 0; i < before.slots().size(); i++) {
        slot(before.slots().get(i), after.slots().get(i));
      }
      noNewStops(was, before, after);
      failures(after);
    }
    if (was.phase() instanceof Phase.Restoring) {
      promise(before == null || before.equals(after), "a plan changes while restoring");
    }
  }

  /** One dead task is one failure. */
  private static void failures(Plan plan) {
    Set<String> dead = new HashSet<>();
    for (Slot slot : plan.slots()) {
      if (slot.state() instanceof Slot.Failed it && it.by() != null) {
        promise(dead.add(it.by()), "%s has failed two slots: %s", it.by(), slot);
      }
    }
  }

  private static void slot(Slot was, Slot is) {
    promise(was.taskArn().equals(is.taskArn()), "%s becomes %s", was, is);
    boolean allowed =
        switch (was.state()) {
          case Slot.Waiting _ ->
              is.state() instanceof Slot.Waiting
                  || is.state() instanceof Slot.Stopping
                  || is.state() instanceof Slot.Gone
                  || is.state() instanceof Slot.Skipped;
          case Slot.Stopping _ -> true;
          case Slot.Replaced _ ->
              was.state().equals(is.state()) || is.state() instanceof Slot.Failed;
          case Slot.Gone _, Slot.Skipped _, Slot.Failed _ -> was.state().equals(is.state());
        };
    promise(allowed, "%s becomes %s", was, is);
  }

  /** After a pause or a cancel was acknowledged, no stop is intended that was not before. */
  private static void noNewStops(Recycle was, Plan before, Plan after) {
    boolean braked = was.brakes().pause() != null || was.brakes().ending() != null;
    for (int i = 0; i < before.slots().size(); i++) {
      boolean begun =
          before.slots().get(i).state() instanceof Slot.Waiting
              && after.slots().get(i).state() instanceof Slot.Stopping;
      promise(!begun || !braked, "begins to stop %s while %s", after.slots().get(i), was.brakes());
    }
  }
}

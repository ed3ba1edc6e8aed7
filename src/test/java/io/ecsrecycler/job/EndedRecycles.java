package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recycles of a service of three tasks, for tests of what is said of them. */
public final class EndedRecycles {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Phase ENDED = new Phase.Ended(new Outcome.Succeeded());

  private EndedRecycles() {}

  /** One that ended while its count was still raised. */
  public static RecycleView stillRaised() {
    return view(
        new Phase.Ended(new Outcome.Succeeded(), "Left changed: desired count 4 instead of 3."),
        lease(NOW));
  }

  /** One that put its count back. */
  public static RecycleView putBack() {
    return view(ENDED, lease(null));
  }

  /** One that raised nothing. */
  public static RecycleView neverRaised() {
    return view(ENDED, null);
  }

  /** One that is about to end. */
  static RecycleView restoring() {
    return view(new Phase.Restoring(NOW, new Outcome.Succeeded()), lease(null));
  }

  private static CapacityLease lease(@Nullable Instant raisedAt) {
    return new CapacityLease(new CapacityLease.Held<>(3, 4), null, null, raisedAt);
  }

  private static RecycleView view(Phase phase, @Nullable CapacityLease lease) {
    Plan plan = new Plan(new Plan.Strength(3, 3, 1), NOW, null, List.of(), Set.of());
    Recycle recycle =
        new Recycle(
            "id-1",
            Specs.usual("c", "s"),
            phase,
            plan,
            new Recycle.Capacity(lease, null),
            Brakes.OFF);
    return new RecycleView(
        recycle,
        "eu-central-1",
        null,
        null,
        JobStatus.of(recycle, true),
        new RecycleView.Times(NOW, NOW, NOW),
        List.of());
  }
}

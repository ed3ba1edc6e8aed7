package io.ecsrecycler.job;

import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import org.jspecify.annotations.Nullable;

/**
 * What a recycle makes of its service's capacity. REST and the reports both read it here, so that
 * they say the same.
 *
 * @param originalDesiredCount the desired count as found; null while planning
 * @param surgedDesiredCount what it is raised to meanwhile; null where nothing is raised
 * @param restored whether the recycle has ended and everything is as it would be without it
 * @param left what is left of its changes and how to undo it, once it has ended; null where nothing
 *     is
 */
public record CapacityView(
    @Nullable Integer originalDesiredCount,
    @Nullable Integer surgedDesiredCount,
    boolean restored,
    @Nullable String left) {

  static CapacityView of(Recycle recycle) {
    Plan plan = recycle.plan();
    CapacityLease lease = recycle.capacity().lease();
    return new CapacityView(
        plan == null ? null : plan.originalDesiredCount(),
        lease == null ? null : lease.desired().set(),
        recycle.phase() instanceof Phase.Ended it && it.left() == null,
        recycle.phase() instanceof Phase.Ended it ? it.left() : null);
  }

  /** One sentence for people. */
  public String sentence() {
    if (originalDesiredCount == null) {
      return "not touched";
    }
    if (surgedDesiredCount == null) {
      return "desired count %d, not touched".formatted(originalDesiredCount);
    }
    return "desired count was %d, up to %d during the recycle; %s"
        .formatted(
            originalDesiredCount,
            surgedDesiredCount,
            restored
                ? "nothing is left raised"
                : left == null ? "it is not put back yet" : "it was NOT put back. " + left);
  }
}

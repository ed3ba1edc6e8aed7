package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceName;
import java.util.Set;

/**
 * What to look at; what is left out saves requests.
 *
 * @param service the service
 * @param tasks whether the tasks matter; without them, only the service itself is read
 * @param watchedTasks tasks to describe even when ECS no longer lists them as running
 * @param scalableTarget whether the scalable target matters
 * @param targetHealth whether the load balancer's view of the tasks matters
 * @param protectionOf tasks whose scale-in protection matters
 */
public record Look(
    ServiceName service,
    boolean tasks,
    Set<String> watchedTasks,
    boolean scalableTarget,
    boolean targetHealth,
    Set<String> protectionOf) {

  /** What the rules need to know next of that recycle. */
  public static Look of(Recycle recycle) {
    return new Look(
        recycle.spec().service(),
        recycle.needsTasks(),
        recycle.watchedTasks(),
        recycle.needsScalableTarget(),
        !recycle.spec().caution().ignoreTargetHealth(),
        recycle.tasksToAskProtectionOf());
  }

  /** Everything that a plan can need; the protection of those tasks is asked for. */
  public static Look toPlan(RecycleSpec spec, Set<String> tasks) {
    return new Look(
        spec.service(),
        true,
        Set.of(),
        !spec.caution().ignoreAutoscaling(),
        !spec.caution().ignoreTargetHealth(),
        tasks);
  }
}

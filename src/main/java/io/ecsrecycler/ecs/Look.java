package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceName;
import java.util.Set;

/**
 * What to look at; what is left out saves requests.
 *
 * @param service the service
 * @param watchedTasks tasks to describe even when ECS no longer lists them as running
 * @param scalableTarget whether the scalable target matters
 * @param targetHealth whether the load balancer's view of the tasks matters
 * @param protectionOf tasks whose scale-in protection matters
 */
public record Look(
    ServiceName service,
    Set<String> watchedTasks,
    boolean scalableTarget,
    boolean targetHealth,
    Set<String> protectionOf) {

  /** What the rules need to know next of that recycle. */
  public static Look of(Recycle recycle) {
    return new Look(
        recycle.spec().service(),
        recycle.watchedTasks(),
        recycle.needsScalableTarget(),
        !recycle.spec().caution().ignoreTargetHealth(),
        recycle.tasksToAskProtectionOf());
  }

  /** Everything that a plan can need; the protection of those tasks is asked for. */
  public static Look toPlan(RecycleSpec spec, Set<String> tasks) {
    return new Look(spec.service(), Set.of(), true, !spec.caution().ignoreTargetHealth(), tasks);
  }
}

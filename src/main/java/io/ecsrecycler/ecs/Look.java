package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.ServiceName;
import java.util.Set;

/**
 * What to look at.
 *
 * @param service the service
 * @param watchedTasks tasks to describe even when ECS no longer lists them as running
 * @param scalableTarget whether the scalable target matters; without it one request is saved
 */
public record Look(ServiceName service, Set<String> watchedTasks, boolean scalableTarget) {}

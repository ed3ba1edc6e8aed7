package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;

/**
 * A recycle as read from the job table.
 *
 * @param recycle its state
 * @param version the row's version at that time; the fence
 * @param epoch which claim ran it at that time
 */
public record StoredRecycle(Recycle recycle, long version, long epoch) {}

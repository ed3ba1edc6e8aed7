package io.ecsrecycler.job;

/**
 * A recycle has ended. Published within the transaction that ends it: what a listener writes is
 * written together with the end, or not at all.
 *
 * @param id the recycle's id
 */
public record RecycleEnded(String id) {}

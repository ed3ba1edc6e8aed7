package io.ecsrecycler.job;

/**
 * Who runs a recycle: a fencing token. Each claim has a higher epoch than all before.
 *
 * @param id the recycle
 * @param epoch counts its claims
 */
public record Claim(String id, long epoch) {}

package io.ecsrecycler.job;

/** Somebody paused, resumed or cancelled a recycle: whoever runs it may want to look at once. */
public record RecycleCommanded(String id) {}

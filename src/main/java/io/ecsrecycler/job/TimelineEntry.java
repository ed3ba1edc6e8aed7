package io.ecsrecycler.job;

import java.time.Instant;

/**
 * One entry of a recycle's timeline.
 *
 * @param sequence its number; larger is later
 * @param at when, by our clock
 * @param type what happened, for programs
 * @param message what happened, for people
 * @param details the event's own fields as a JSON object
 */
public record TimelineEntry(
    long sequence, Instant at, String type, String message, String details) {}

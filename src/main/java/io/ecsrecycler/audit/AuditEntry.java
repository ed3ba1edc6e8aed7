package io.ecsrecycler.audit;

import java.time.Instant;

/**
 * An attempt as it was written down.
 *
 * @param id larger is later
 * @param at when, by our clock
 */
public record AuditEntry(long id, Instant at, Attempt attempt) {}

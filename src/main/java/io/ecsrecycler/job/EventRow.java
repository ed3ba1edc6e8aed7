package io.ecsrecycler.job;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One entry of a recycle's timeline; written once. */
@Entity
@Immutable
@Table(name = "recycle_event")
class EventRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long sequence;

  private UUID jobId;

  private Instant at;

  private String type;

  private String message;

  private String details;

  @SuppressWarnings("NullAway") // JPA fills the fields.
  protected EventRow() {}

  EventRow(UUID jobId, Instant at, String type, String message, String details) {
    this.jobId = jobId;
    this.at = at;
    this.type = type;
    this.message = message;
    this.details = details;
  }

  TimelineEntry toEntry() {
    return new TimelineEntry(sequence == null ? 0 : sequence, at, type, message, details);
  }
}

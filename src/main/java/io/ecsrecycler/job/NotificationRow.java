package io.ecsrecycler.job;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One report that is due, or was. */
@Entity
@Table(name = "recycle_notification")
class NotificationRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private UUID jobId;

  private String channel;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private NotificationView.Status status;

  private int attempts;

  private @Nullable String error;

  private Instant updatedAt;

  @SuppressWarnings("NullAway") // JPA fills the fields.
  protected NotificationRow() {}

  NotificationRow(UUID jobId, String channel, Instant now) {
    this.jobId = jobId;
    this.channel = channel;
    this.status = NotificationView.Status.PENDING;
    this.updatedAt = now;
  }

  void attempted(NotificationView.Status outcome, @Nullable String why, Instant now) {
    status = outcome;
    error = KeptText.orNull(why);
    attempts++;
    updatedAt = now;
  }

  UUID jobId() {
    return jobId;
  }

  NotificationView toView() {
    return new NotificationView(channel, status, attempts, error, updatedAt);
  }
}

package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.ServiceName;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One row of the job table: the columns people ask by, and the core's state as one document. */
@Entity
@Table(name = "recycle_job")
class RecycleJob implements Persistable<UUID> {

  @Id private UUID id;

  private String cluster;

  private String service;

  private String region;

  /** Null for the default account and Region. */
  private @Nullable String target;

  /** Null in rows from before it was kept. */
  private @Nullable String serviceArn;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private JobStatus status;

  /** Unique while the recycle is under way, null once it has ended: the lock of a service. */
  private @Nullable String activeKey;

  private @Nullable String requestedBy;

  private Instant createdAt;

  private @Nullable Instant startedAt;

  private @Nullable Instant endedAt;

  private String state;

  private long epoch;

  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway") // JPA fills the fields.
  protected RecycleJob() {}

  RecycleJob(UUID id, ServiceLookup.Target target, String by, String state, Instant now) {
    this.id = id;
    this.cluster = target.name().cluster();
    this.service = target.name().service();
    this.region = target.region();
    this.target = target.name().target();
    this.serviceArn = target.serviceArn();
    this.requestedBy = by;
    this.status = JobStatus.QUEUED;
    this.activeKey = target.key();
    this.createdAt = now;
    this.state = state;
  }

  /** Somebody runs it from now on. */
  void claim() {
    epoch++;
  }

  /** Takes the next state over. */
  void advance(Recycle next, String document, Instant now) {
    if (startedAt == null && JobStatus.begun(next)) {
      startedAt = now;
    }
    status = JobStatus.of(next, startedAt != null);
    state = document;
    if (next.ended()) {
      endedAt = now;
      activeKey = null;
    }
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return version == null;
  }

  ServiceName serviceName() {
    return new ServiceName(cluster, service, target);
  }

  String region() {
    return region;
  }

  @Nullable String serviceArn() {
    return serviceArn;
  }

  @Nullable String requestedBy() {
    return requestedBy;
  }

  JobStatus status() {
    return status;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }

  String state() {
    return state;
  }

  long epoch() {
    return epoch;
  }

  long version() {
    return version == null ? 0 : version;
  }
}

package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The job store over the JPA job table. */
@Component
class JpaJobStore implements JobStore {

  /** A command or the former engine may write at the same time; each does so once. */
  private static final int CLAIM_TRIES = 10;

  private final RecycleJobs jobs;
  private final EventRows events;
  private final StateDocument document;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  JpaJobStore(
      RecycleJobs jobs,
      EventRows events,
      StateDocument document,
      TransactionTemplate transaction,
      ApplicationEventPublisher publisher,
      Clock clock) {
    this.jobs = jobs;
    this.events = events;
    this.document = document;
    this.transaction = transaction;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public Claim claim(String id) {
    for (int tries = 1; ; tries++) {
      try {
        return transaction.execute(_ -> claimed(UUID.fromString(id)));
      } catch (OptimisticLockingFailureException e) {
        if (tries == CLAIM_TRIES) {
          throw e;
        }
      }
    }
  }

  private Claim claimed(UUID id) {
    RecycleJob job =
        jobs.findById(id).orElseThrow(() -> new NoSuchElementException("no recycle " + id));
    job.claim();
    return new Claim(id.toString(), jobs.saveAndFlush(job).epoch());
  }

  @Override
  public Optional<StoredRecycle> load(String id) {
    return jobs.findById(UUID.fromString(id)).map(this::stored);
  }

  @Override
  public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> happened) {
    try {
      return transaction.execute(_ -> write(before, next, happened));
    } catch (OptimisticLockingFailureException e) {
      throw new StaleStateException(next.id(), e);
    }
  }

  private StoredRecycle write(StoredRecycle before, Recycle next, List<RecycleEvent> happened) {
    UUID id = UUID.fromString(next.id());
    RecycleJob job = jobs.findById(id).orElseThrow();
    if (job.version() != before.version()) {
      throw new OptimisticLockingFailureException(
          "version %d was read, %d is stored".formatted(before.version(), job.version()));
    }
    Instant now = clock.instant();
    job.advance(next, document.write(next), now);
    RecycleJob written = jobs.saveAndFlush(job);
    events.saveAll(happened.stream().map(event -> row(id, event, now)).toList());
    if (next.ended()) {
      publisher.publishEvent(new RecycleEnded(next.id()));
    }
    return stored(written);
  }

  private EventRow row(UUID id, RecycleEvent event, Instant now) {
    return new EventRow(
        id,
        now,
        event.getClass().getSimpleName(),
        KeptText.of(event.sentence()),
        document.details(event));
  }

  private StoredRecycle stored(RecycleJob job) {
    return new StoredRecycle(document.read(job.state()), job.version(), job.epoch());
  }
}

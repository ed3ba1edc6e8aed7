package io.ecsrecycler.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for recycles. */
@Service
public class Recycles {

  private static final Logger log = LoggerFactory.getLogger(Recycles.class);

  private final ServiceLookup lookup;
  private final RecycleJobs jobs;
  private final RecycleViews views;
  private final Executions executions;
  private final Writing writing;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  Recycles(
      ServiceLookup lookup,
      RecycleJobs jobs,
      RecycleViews views,
      Executions executions,
      Writing writing,
      Clock clock) {
    this.lookup = lookup;
    this.jobs = jobs;
    this.views = views;
    this.executions = executions;
    this.writing = writing;
    this.clock = clock;
  }

  /**
   * Asks for a recycle. The row, its execution and the request's key are written in one
   * transaction; the unique active key, and the unique key of the request, decide between two that
   * ask at the same instant. A freeze waits for it, or it for the freeze.
   *
   * @param asked what is wanted; cluster and service may be names or ARNs
   * @param by who wants it
   */
  public Submission submit(RecycleSpec asked, Requester by) {
    Optional<Submission> before = writing.before(by).or(() -> writing.gate().frozen());
    if (before.isPresent()) {
      return before.get();
    }
    return switch (lookup.find(asked.service(), by.name())) {
      case ServiceLookup.Target target -> submit(target, asked, by);
      case ServiceLookup.Unknown it -> new Submission.UnknownTarget(it.field(), it.message());
      case ServiceLookup.NotInTarget it -> new Submission.NotInTarget(it.field(), it.message());
      case ServiceLookup.Unanswered it -> new Submission.AwsUnavailable(it.fault());
    };
  }

  private Submission submit(ServiceLookup.Target target, RecycleSpec asked, Requester by) {
    by.mayTouch(target);
    Optional<Submission.UnderWay> first = writing.gate().underWay(target);
    if (first.isPresent()) {
      return writing.before(by).orElse(first.get());
    }
    try {
      Submission written =
          writing
              .transaction()
              .execute(_ ->
                  writing
                      .gate()
                      .frozenUntilTheEnd()
                      .<Submission>map(it -> it)
                      .orElseGet(
                          () -> new Submission.Accepted(views.view(write(target, asked, by)))));
      if (written instanceof Submission.Accepted it) {
        Recycle accepted = it.recycle().recycle();
        try (var _ = LoggedRecycle.of(accepted)) {
          log.info("Accepted recycle {}, asked for by {}", accepted.id(), by.name());
        }
      }
      return written;
    } catch (DataIntegrityViolationException e) {
      return writing.before(by).or(() -> writing.gate().underWay(target)).orElseThrow(() -> e);
    }
  }

  private RecycleJob write(ServiceLookup.Target target, RecycleSpec asked, Requester by) {
    UUID id = ids.generate();
    Recycle recycle = Recycle.requested(id.toString(), asked.of(target.name()));
    RecycleJob job =
        jobs.saveAndFlush(
            new RecycleJob(
                id, target, by.name(), writing.document().write(recycle), clock.instant()));
    IdempotencyKey key = by.key();
    if (key != null) {
      writing.keys().use(key, id);
    }
    executions.enqueue(id.toString());
    return job;
  }

  /** How a recycle is written: in which transaction, as what, under which key, and whether. */
  @Service
  record Writing(
      TransactionTemplate transaction,
      StateDocument document,
      IdempotencyKeys keys,
      StartGate gate,
      RecycleViews views) {

    /** What the same request, by its key, has made before. */
    Optional<Submission> before(Requester by) {
      IdempotencyKey key = by.key();
      return key == null
          ? Optional.empty()
          : keys.find(key)
              .flatMap(used ->
                  views
                      .find(used.recycle())
                      .map(it ->
                          used.sameRequest()
                              ? new Submission.Repeated(it)
                              : new Submission.KeyReused(it)));
    }
  }
}

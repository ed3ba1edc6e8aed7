package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Decision;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.Rules;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One step of a recycle: look, decide, commit, act.
 *
 * <ol>
 *   <li><b>look</b>: one fresh snapshot;
 *   <li><b>decide</b>: {@link Rules}, a pure function;
 *   <li><b>commit</b>: next state and events, fenced by the version that was read: whoever lost the
 *       lease fails here, before touching AWS;
 *   <li><b>act</b>: carry the action out, unless so much time has passed since the look that it may
 *       no longer be right;
 *   <li><b>commit</b> that AWS has answered, so that a later run does not say it again.
 * </ol>
 *
 * <p>A crash between any two of these is no special case: the state says what was intended, the
 * next look says whether it happened.
 */
@Component
public class Tick {

  /**
   * How old the look behind an action may be when it is carried out: what a slow look and a slow
   * commit may take together. A process that slept in between lets go instead.
   */
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(Tick.class);

  private final JobStore store;
  private final Ecs ecs;
  private final Clock clock;

  Tick(JobStore store, Ecs ecs, Clock clock) {
    this.store = store;
    this.ecs = ecs;
    this.clock = clock;
  }

  /**
   * Takes one step.
   *
   * @return how long to wait before the next one; empty when the recycle has ended
   * @throws FencedException when somebody else runs this recycle
   */
  Optional<Duration> run(String id) {
    StoredRecycle before =
        store.load(id).orElseThrow(() -> new NoSuchElementException("no recycle " + id));
    if (before.recycle().ended()) {
      return Optional.empty();
    }
    Instant lookedAt = clock.instant();
    Decision decision = decide(before.recycle());
    StoredRecycle committed = commit(before, decision);
    Decision last = decision.action() == null ? decision : act(committed, decision, lookedAt);
    return last.next().ended() ? Optional.empty() : Optional.of(last.lookAgain());
  }

  private Decision decide(Recycle recycle) {
    try {
      ServiceSnapshot seen =
          ecs.look(
              new Look(
                  recycle.spec().service(), recycle.watchedTasks(), recycle.needsScalableTarget()));
      return Rules.decide(recycle, seen, clock.instant());
    } catch (EcsFaultException e) {
      return blind(recycle, e);
    }
  }

  private Decision blind(Recycle recycle, EcsFaultException e) {
    log.debug("AWS did not answer", e);
    return Rules.blind(recycle, e.fault(), clock.instant());
  }

  private StoredRecycle commit(StoredRecycle before, Decision decision) {
    if (decision.next().equals(before.recycle()) && decision.events().isEmpty()) {
      return before;
    }
    StoredRecycle committed = store.commit(before, decision.next(), decision.events());
    tell(decision.events());
    return committed;
  }

  private Decision act(StoredRecycle committed, Decision decision, Instant lookedAt) {
    Action action = Objects.requireNonNull(decision.action());
    if (clock.instant().isAfter(lookedAt.plus(FRESH))) {
      log.warn("Not doing {}: the look behind it is too old; looking again", action);
      return decision;
    }
    try {
      ecs.carryOut(committed.recycle().spec().service(), action);
    } catch (EcsFaultException e) {
      Decision blind = blind(committed.recycle(), e);
      commit(committed, blind);
      return blind;
    }
    store.commit(committed, committed.recycle().answered(), List.of());
    return decision;
  }

  private static void tell(List<RecycleEvent> events) {
    events.forEach(event -> log.info("{}", event.sentence()));
  }
}

package io.ecsrecycler.engine;

import io.ecsrecycler.ecs.Deadline;
import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.EcsFaultException;
import io.ecsrecycler.ecs.GuardedEcs;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.ecs.SteadyClock;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.LoggedEvents;
import io.ecsrecycler.job.StaleStateException;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Decision;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Rulebook;
import io.ecsrecycler.recycle.Rules;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One step of a recycle: look, decide, commit, act.
 *
 * <ol>
 *   <li><b>look</b>: one fresh snapshot;
 *   <li><b>decide</b>: {@link Rules}, a pure function;
 *   <li><b>commit</b>: next state and events, fenced by the version that was read: whoever was
 *       overtaken fails here, before touching AWS;
 *   <li><b>act</b>: carry the action out, unless so much time has passed since the look that it may
 *       no longer be right;
 *   <li><b>commit</b> that AWS has answered, so that a later run does not say it again.
 * </ol>
 *
 * <p>A crash between any two of these is no special case: the state says what was intended, the
 * next look says whether it happened.
 *
 * <p>Being overtaken by a command (pause, resume, cancel) means another step at once; being
 * overtaken by another engine's claim means letting go.
 */
@Component
public class Tick {

  /**
   * How old the look behind a decision or an action may be: what a slow look and a slow commit may
   * take together. A process that slept in between looks again instead.
   */
  static final Duration FRESH = Duration.ofSeconds(30);

  /**
   * How long after its commit was begun an action may be carried out. Shorter than a lease: whoever
   * slept in between may have been taken over, and what was intended may have been undone since.
   */
  static final Duration PROMPT = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(Tick.class);

  private final JobStore store;
  private final Ecs ecs;
  private final Rulebook rules;
  private final Clock clock;
  private final HoldReminders reminders;

  @Autowired
  Tick(JobStore store, LastSeen seen, Ecs ecs, SteadyClock clock) {
    this(seen.over(store), ecs, Rulebook.STANDARD, clock);
  }

  /** A tick over any store, any way to ECS, any rules and any time. */
  public Tick(JobStore store, Ecs ecs, Rulebook rules, Clock clock) {
    this.store = store;
    this.ecs = new GuardedEcs(ecs, clock);
    this.rules = rules;
    this.clock = clock;
    this.reminders = new HoldReminders(clock);
  }

  /**
   * Takes one step.
   *
   * @return how long to wait before the next one; empty when the recycle has ended
   * @throws FencedException when somebody else runs this recycle
   */
  public Optional<Duration> run(Claim claim) {
    StoredRecycle before = read(claim);
    if (before.recycle().ended()) {
      return Optional.empty();
    }
    Instant lookedAt = clock.instant();
    try {
      Decision decision = decide(before.recycle(), lookedAt);
      Instant deadline = earlier(lookedAt.plus(FRESH), clock.instant().plus(PROMPT));
      StoredRecycle committed = commit(before, decision);
      Decision last =
          decision.action() == null ? decision : act(claim, committed, decision, deadline);
      reminders.after(last.next());
      return last.next().ended() ? Optional.empty() : Optional.of(last.lookAgain());
    } catch (StaleStateException e) {
      log.debug("Overtaken: {}", e.getMessage());
      return Optional.of(Duration.ZERO);
    }
  }

  /** That recycle is not run here any more. */
  void forget(String id) {
    reminders.forget(id);
  }

  private StoredRecycle read(Claim claim) {
    StoredRecycle stored =
        store
            .load(claim.id())
            .orElseThrow(() -> new NoSuchElementException("no recycle " + claim.id()));
    if (stored.epoch() != claim.epoch()) {
      throw new FencedException(claim, stored.epoch());
    }
    return stored;
  }

  private Decision decide(Recycle recycle, Instant lookedAt) {
    try {
      ServiceSnapshot seen = ecs.look(Look.of(recycle));
      return tooOld(lookedAt)
          ? rules.blind(recycle, tookTooLong(), clock.instant())
          : rules.decide(recycle, seen, clock.instant());
    } catch (EcsFaultException e) {
      return blind(recycle, e);
    }
  }

  private static Fault tookTooLong() {
    return new Fault(
        Fault.Kind.TOO_SLOW,
        "Looking at the service took longer than %d seconds, so nothing is decided on what was seen; AWS answered slowly, or the requests waited for their turn."
            .formatted(FRESH.toSeconds()));
  }

  private boolean tooOld(Instant lookedAt) {
    return clock.instant().isAfter(lookedAt.plus(FRESH));
  }

  private Decision blind(Recycle recycle, EcsFaultException e) {
    log.debug("AWS did not answer", e);
    return rules.blind(recycle, e.fault(), clock.instant());
  }

  private StoredRecycle commit(StoredRecycle before, Decision decision) {
    if (decision.next().equals(before.recycle()) && decision.events().isEmpty()) {
      return before;
    }
    StoredRecycle committed = store.commit(before, decision.next(), decision.events());
    LoggedEvents.tell(log, decision.events());
    return committed;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Decision act(Claim claim, StoredRecycle committed, Decision decision, Instant deadline) {
    Action action = Objects.requireNonNull(decision.action());
    Deadline prompt = new Deadline(deadline, clock);
    if (prompt.over()) {
      log.warn("Not doing {}: too late after the look behind it; looking again", action);
      note(claim, committed, it -> it.refused(clock.instant()));
      return decision;
    }
    try {
      ecs.carryOut(committed.recycle().spec().service(), action, prompt);
    } catch (EcsFaultException e) {
      Recycle asked = committed.recycle();
      Decision blind =
          blind(e.fault().kind().refusal() ? asked.refused(clock.instant()) : asked, e);
      commit(committed, blind);
      return blind;
    }
    note(claim, committed, it -> it.answered(clock.instant()));
    return decision;
  }

  /** What became of the action. A command may have come in between; that stays true. */
  private void note(Claim claim, StoredRecycle committed, UnaryOperator<Recycle> outcome) {
    StoredRecycle current = committed;
    while (current.recycle().capacity().equals(committed.recycle().capacity())) {
      try {
        store.commit(current, outcome.apply(current.recycle()), List.of());
        return;
      } catch (StaleStateException e) {
        log.debug("Overtaken after acting: {}", e.getMessage());
        current = read(claim);
      }
    }
  }
}

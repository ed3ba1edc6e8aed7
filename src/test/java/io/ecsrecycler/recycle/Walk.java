package io.ecsrecycler.recycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks one recycle through the rules, look by look, as the engine would. */
final class Walk {

  static final Duration REPLACEMENT = Duration.ofMinutes(10);
  static final Duration HOLD = Duration.ofMinutes(30);
  static final Duration PAUSE = Duration.ofHours(24);
  static final RecycleSpec.Caution CAUTION = Specs.CAUTION;
  static final RecycleSpec.Patience PATIENCE =
      new RecycleSpec.Patience(REPLACEMENT, HOLD, PAUSE, null);
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Recycle state;
  private Instant now = START;
  private @Nullable Decision last;
  private List<RecycleEvent> events = List.of();

  private Walk(RecycleSpec spec) {
    state = Recycle.requested("job-1", spec);
  }

  /** With one more task first, and without a pause. */
  static Walk maintaining() {
    return new Walk(spec(true, Duration.ZERO, null));
  }

  static Walk belowStrength() {
    return new Walk(spec(false, Duration.ZERO, null));
  }

  static Walk of(RecycleSpec spec) {
    return new Walk(spec);
  }

  static RecycleSpec spec(boolean maintain, Duration wait, @Nullable String reason) {
    return new RecycleSpec(
        new ServiceName("shop", "web"),
        Selection.ALL,
        new RecycleSpec.Rhythm(maintain, Share.ONE, wait, null),
        CAUTION,
        PATIENCE,
        reason);
  }

  static RecycleSpec with(RecycleSpec.Rhythm rhythm) {
    return new RecycleSpec(
        new ServiceName("shop", "web"), Selection.ALL, rhythm, CAUTION, PATIENCE, null);
  }

  static RecycleSpec with(RecycleSpec.Caution caution) {
    RecycleSpec usual = spec(false, Duration.ZERO, null);
    return new RecycleSpec(
        usual.service(), usual.selection(), usual.rhythm(), caution, PATIENCE, null);
  }

  static RecycleSpec with(RecycleSpec.Patience patience) {
    RecycleSpec usual = spec(false, Duration.ZERO, null);
    return new RecycleSpec(
        usual.service(), usual.selection(), usual.rhythm(), CAUTION, patience, null);
  }

  static RecycleSpec with(Selection selection) {
    RecycleSpec usual = spec(false, Duration.ZERO, null);
    return new RecycleSpec(usual.service(), selection, usual.rhythm(), CAUTION, PATIENCE, null);
  }

  /** A look, a decision, and AWS accepts the action if there is one. */
  Walk sees(Look look) {
    crashesAfter(look);
    if (action() != null) {
      state = state.answered(now);
    }
    return this;
  }

  /** The rules ask for another look before they say anything. */
  private boolean wantsToLookAtOnce() {
    return action() == null && !state.ended() && decision().lookAgain().isZero();
  }

  /** Somebody pauses, resumes or cancels. */
  Command.Verdict told(Command command) {
    Command.Verdict verdict = command.to(state, now);
    if (verdict instanceof Command.Changed it) {
      state = it.next();
    }
    return verdict;
  }

  /** A look and a decision, which is committed; whether the action reached AWS nobody knows. */
  Walk crashesAfter(Look look) {
    List<RecycleEvent> told = new ArrayList<>();
    do {
      decided(Rules.decide(state, look.takenAt(now), now));
      told.addAll(decision().events());
    } while (wantsToLookAtOnce());
    events = List.copyOf(told);
    return this;
  }

  /** A look and a decision, and AWS refuses the action. */
  Walk refused(Look look) {
    crashesAfter(look);
    state = state.refused(now);
    return this;
  }

  /** AWS did not answer the look or the action. */
  Walk faces(Fault.Kind kind) {
    return decided(Rules.blind(state, new Fault(kind, kind + " at DescribeServices"), now));
  }

  /** Another process takes it over. */
  Walk takenOver() {
    state = Timeline.takenOver(state, now);
    return this;
  }

  Walk passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  private Walk decided(Decision decision) {
    last = decision;
    state = decision.next();
    events = decision.events();
    return this;
  }

  Recycle state() {
    return state;
  }

  CapacityLease lease() {
    return Objects.requireNonNull(state.lease(), "no lease");
  }

  Instant now() {
    return now;
  }

  Phase phase() {
    return state.phase();
  }

  @Nullable Action action() {
    return decision().action();
  }

  /** The task that the last decision asked to stop; empty where it asked for none. */
  String stoppedTask() {
    return action() instanceof Action.StopTask it
        ? it.taskArn().substring(it.taskArn().lastIndexOf('/') + 1)
        : "";
  }

  /** What happened at the last look, however often it was decided on. */
  List<RecycleEvent> events() {
    return events;
  }

  Decision decision() {
    return Objects.requireNonNull(last, "nothing was decided yet");
  }

  Slot.State slot(String id) {
    return state.requirePlan().slots().stream()
        .filter(slot -> slot.taskArn().equals(Look.arn(id)))
        .findFirst()
        .orElseThrow()
        .state();
  }

  Hold.@Nullable Reason heldBy() {
    return state.hold() == null ? null : state.hold().reason();
  }

  /** The sentence of the hold; empty where nothing holds. */
  String holdMessage() {
    return state.hold() == null ? "" : state.hold().message();
  }

  /** How it ended or will have ended once everything is put back; null before. */
  @Nullable Outcome outcome() {
    return switch (phase()) {
      case Phase.Restoring it -> it.outcome();
      case Phase.Ended it -> it.outcome();
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ -> null;
    };
  }

  Failure failure() {
    return outcome() instanceof Outcome.Failed it
        ? it.failure()
        : new Failure(Failure.Code.AWS_REJECTED, "did not fail: " + phase());
  }
}

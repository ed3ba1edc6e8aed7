package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.ecs.Deadline;
import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.ServiceLookup;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Rulebook;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.recycle.Specs;
import io.ecsrecycler.simulation.DirectEcs;
import io.ecsrecycler.simulation.MemoryJobStore;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors that nobody foresaw reach the rules: with a hold, the limits, and heed of commands. */
class UnforeseenTroubleTest {

  private static final String ID = "00000000-0000-7000-8000-000000000001";
  private static final ServiceName NAME = new ServiceName("c", "s");

  private final SettableClock clock = new SettableClock();
  private final SimulatedAws aws = new SimulatedAws(clock, 3, false);
  private final MemoryJobStore store = new MemoryJobStore((_, _) -> {});
  private final Buggy ecs = new Buggy(new DirectEcs(aws, clock));
  private final Tick tick = new Tick(store, ecs, Rulebook.STANDARD, clock);

  @BeforeEach
  void begin() {
    aws.seed(ServiceSeed.of("c", "s", 2));
    store.insert(Recycle.requested(ID, Specs.usual("c", "s")));
  }

  @Test
  void aLookThatFailsUnforeseenHoldsWithAReasonAndIsTriedAgain() {
    ecs.looks = false;
    Optional<Duration> again = tick.run(store.claim(ID));

    assertThat(again).hasValueSatisfying(it -> assertThat(it).isPositive());
    Hold hold = Objects.requireNonNull(recycle().hold());
    assertThat(hold.reason()).isEqualTo(Hold.Reason.UNEXPECTED_ERROR);
    assertThat(hold.message()).contains("looking at c/s").contains("NullPointerException");
  }

  @Test
  void anActionThatFailsUnforeseenIsInDoubtAndHolds() {
    ecs.acts = false;
    tick.run(store.claim(ID));

    assertThat(Objects.requireNonNull(recycle().hold()).reason())
        .isEqualTo(Hold.Reason.UNEXPECTED_ERROR);
    assertThat(Objects.requireNonNull(recycle().capacity().asked()))
        .matches(it -> !it.answered() && !it.refused());
  }

  @Test
  void aLookThatKeepsFailingEndsWhenItsLimitIsReached() {
    ecs.looks = false;
    Optional<Duration> next = tick.run(store.claim(ID));
    for (int i = 0; i < 1000 && next.isPresent(); i++) {
      clock.advance(next.get().plusSeconds(1));
      next = tick.run(store.claim(ID));
    }
    assertThat(next).isEmpty();
    assertThat(recycle().ended()).isTrue();
  }

  @Test
  void aCancelIsHeededThoughLooksFail() {
    ecs.looks = false;
    tick.run(store.claim(ID));
    var stored = store.load(ID).orElseThrow();
    if (Command.CANCEL.to(stored.recycle(), clock.instant()) instanceof Command.Changed it) {
      store.commit(stored, it.next(), List.of());
    }
    Optional<Duration> next = tick.run(store.claim(ID));
    for (int i = 0; i < 1000 && next.isPresent(); i++) {
      clock.advance(next.get().plusSeconds(1));
      next = tick.run(store.claim(ID));
    }
    assertThat(next).isEmpty();
  }

  @Test
  void anActionGetsTheDeadlineThatItsCommitAndItsLookAllow() {
    Instant begun = clock.instant();
    tick.run(store.claim(ID));

    assertThat(Objects.requireNonNull(ecs.deadline).at()).isEqualTo(begun.plus(Tick.PROMPT));
  }

  @Test
  void aSearchThatFailsUnforeseenIsUnansweredAndNoException() {
    ecs.looks = false;
    EcsServiceLookup lookup = new EcsServiceLookup(ecs, clock);

    assertThat(lookup.find(NAME, "ada"))
        .isInstanceOfSatisfying(
            ServiceLookup.Unanswered.class,
            it -> assertThat(it.fault().kind()).isEqualTo(Fault.Kind.UNEXPECTED));
    assertThat(lookup.look(Specs.usual("c", "s"), "ada"))
        .isInstanceOfSatisfying(
            ServiceLookup.Unanswered.class,
            it -> assertThat(it.fault().message()).contains("looking at c/s"));
  }

  private Recycle recycle() {
    return store.load(ID).orElseThrow().recycle();
  }

  /** An ECS with bugs that can be switched on. */
  private static final class Buggy implements Ecs {

    private final Ecs ecs;
    private boolean looks = true;
    private boolean acts = true;
    private @org.jspecify.annotations.Nullable Deadline deadline;

    private Buggy(Ecs ecs) {
      this.ecs = ecs;
    }

    @Override
    public ServiceSnapshot look(Look look) {
      failUnless(looks);
      return ecs.look(look);
    }

    @Override
    public void carryOut(ServiceName service, Action action) {
      failUnless(acts);
      ecs.carryOut(service, action);
    }

    @Override
    public void carryOut(ServiceName service, Action action, Deadline until) {
      deadline = until;
      carryOut(service, action);
    }

    @Override
    public Located locate(ServiceName asked) {
      failUnless(looks);
      return ecs.locate(asked);
    }

    private static void failUnless(boolean works) {
      if (!works) {
        throw new NullPointerException("a field that nobody expected to be null");
      }
    }
  }
}

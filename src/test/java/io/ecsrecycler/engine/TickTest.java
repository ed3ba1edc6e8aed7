package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.LoggedLines;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Command;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One step at a time; what comes between steps is the simulation's. */
class TickTest {

  private static final String ID = "00000000-0000-7000-8000-000000000001";

  private final SettableClock clock = new SettableClock();
  private final SimulatedAws aws = new SimulatedAws(clock, 3, false);
  private final MemoryJobStore store = new MemoryJobStore((_, _) -> {});
  private final Slow ecs = new Slow(new DirectEcs(aws, clock));
  private final Tick tick = new Tick(store, ecs, Rulebook.STANDARD, clock);

  @BeforeEach
  void begin() {
    aws.seed(ServiceSeed.of("c", "s", 2));
    store.insert(Recycle.requested(ID, Specs.usual("c", "s")));
  }

  @Test
  void commitsWhatItIntendsThenDoesItThenCommitsThatAwsAnswered() {
    tick.run(store.claim(ID));

    assertThat(aws.report("c", "s").desiredCount()).isEqualTo(3);
    assertThat(recycle().capacity().asked())
        .matches(it -> it.answered() && it.action().equals(new Action.SetDesiredCount(3)));
  }

  @Test
  void decidesNothingOnALookThatTookTooLongAndSaysSo() {
    ecs.looksFor = Duration.ofSeconds(31);
    assertThat(tick.run(store.claim(ID))).isPresent();

    assertThat(aws.report("c", "s").desiredCount()).isEqualTo(2);
    assertThat(recycle().hold()).extracting(Hold::reason).isEqualTo(Hold.Reason.LOOK_TOO_SLOW);
    assertThat(recycle().hold())
        .extracting(Hold::message)
        .asString()
        .contains("longer than 30 seconds");
  }

  @Test
  void letsGoWhenSomebodyElseHasClaimed() {
    Claim mine = store.claim(ID);
    store.claim(ID);

    assertThatExceptionOfType(FencedException.class).isThrownBy(() -> tick.run(mine));
    assertThat(aws.report("c", "s").desiredCount()).isEqualTo(2);
  }

  @Test
  void looksAgainAtOnceWhenACommandOvertookIt() {
    Claim mine = store.claim(ID);
    ecs.meanwhile = this::cancel;

    assertThat(tick.run(mine)).hasValue(Duration.ZERO);
    assertThat(aws.report("c", "s").desiredCount()).isEqualTo(2);
    ecs.meanwhile = () -> {};
    assertThat(tick.run(mine)).isEmpty();
  }

  @Test
  void remindsOfAHoldThatLasts() {
    ecs.looksFor = Duration.ofSeconds(31);
    Claim mine = store.claim(ID);
    try (LoggedLines lines = LoggedLines.of("engine")) {
      tick.run(mine);
      assertThat(lines.with("Still on hold")).isEmpty();
      tick.run(mine);
      tick.run(mine);
      assertThat(lines.with("Still on hold for 1 min")).hasSize(1);
    }
  }

  private void cancel() {
    StoredRecycle stored = store.load(ID).orElseThrow();
    if (Command.CANCEL.to(stored.recycle(), clock.instant()) instanceof Command.Changed it) {
      store.commit(stored, it.next(), List.of());
    }
  }

  private Recycle recycle() {
    return store.load(ID).orElseThrow().recycle();
  }

  /** An ECS during whose answers time passes and things happen. */
  private final class Slow implements Ecs {

    private final Ecs ecs;
    private Duration looksFor = Duration.ZERO;
    private Runnable meanwhile = () -> {};

    private Slow(Ecs ecs) {
      this.ecs = ecs;
    }

    @Override
    public ServiceSnapshot look(Look look) {
      ServiceSnapshot seen = ecs.look(look);
      clock.advance(looksFor);
      meanwhile.run();
      return seen;
    }

    @Override
    public void carryOut(ServiceName service, Action action) {
      ecs.carryOut(service, action);
    }

    @Override
    public Located locate(ServiceName asked) {
      return ecs.locate(asked);
    }
  }
}

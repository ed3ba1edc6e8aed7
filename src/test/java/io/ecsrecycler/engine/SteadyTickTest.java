package io.ecsrecycler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.FencedException;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.Rulebook;
import io.ecsrecycler.simulation.DirectEcs;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a step makes of a store that fails. */
class SteadyTickTest {

  private static final Claim CLAIM = new Claim("00000000-0000-7000-8000-000000000001", 1);

  private final SettableClock clock = new SettableClock();
  private final DatabaseWatch watch = new DatabaseWatch(() -> {}, System::nanoTime);

  static Stream<RuntimeException> away() {
    return Stream.of(
        new DataAccessResourceFailureException("away"),
        new CannotCreateTransactionException("none"),
        new JpaSystemException(
            new GenericJDBCException("could not", new SQLException("full", "HY000"))));
  }

  @ParameterizedTest
  @MethodSource("away")
  void waitsInItsPlaceWhileTheDatabaseIsAway(RuntimeException trouble) {
    assertThat(tick(trouble).run(CLAIM)).hasValue(Trouble.RETRY);
  }

  static Stream<RuntimeException> bugs() {
    return Stream.of(
        new IllegalStateException("a bug"), new DataIntegrityViolationException("a bug in SQL"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void doesNotTakeABugForADatabaseThatIsAway(RuntimeException bug) {
    assertThatExceptionOfType(bug.getClass()).isThrownBy(() -> tick(bug).run(CLAIM));
  }

  @Test
  void letsGoWhereAnotherEngineHasClaimed() {
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> tick(new FencedException(CLAIM, 2)).run(CLAIM));
  }

  private SteadyTick tick(RuntimeException fails) {
    SimulatedAws aws = new SimulatedAws(clock, 3, false);
    Tick tick = new Tick(new Failing(fails), new DirectEcs(aws, clock), Rulebook.STANDARD, clock);
    return new SteadyTick(tick, new Trouble(watch, clock));
  }

  /** A store that does nothing else. */
  private record Failing(RuntimeException with) implements JobStore {

    @Override
    public Claim claim(String id) {
      throw with;
    }

    @Override
    public Optional<StoredRecycle> load(String id) {
      throw with;
    }

    @Override
    public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> happened) {
      throw with;
    }
  }
}

package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every job store does, so that what the simulation believes is what production does. */
public interface JobStoreContract {

  String UNKNOWN = "00000000-0000-7000-8000-00000000dead";

  JobStore store();

  /** A recycle that was just asked for, as stored. */
  StoredRecycle requested();

  @Test
  default void aCommitIsReadBack() {
    StoredRecycle before = requested();
    Recycle next = ended(before.recycle());
    StoredRecycle after = store().commit(before, next, List.of());

    assertThat(after.recycle()).isEqualTo(next);
    assertThat(after.version()).isGreaterThan(before.version());
    assertThat(store().load(next.id())).hasValue(after);
  }

  @Test
  default void aStaleCommitWritesNothing() {
    StoredRecycle stale = requested();
    StoredRecycle current = store().commit(stale, cancelled(stale.recycle()), List.of());

    assertThatExceptionOfType(StaleStateException.class)
        .isThrownBy(() ->
            store()
                .commit(
                    stale,
                    ended(stale.recycle()),
                    List.of(new RecycleEvent.NothingToDo("a test"))));
    assertThat(store().load(current.recycle().id())).hasValue(current);
  }

  @Test
  default void aClaimFencesWhoeverReadBefore() {
    StoredRecycle before = requested();
    String id = before.recycle().id();
    Claim first = store().claim(id);
    Claim second = store().claim(id);

    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(store().load(id).orElseThrow().epoch()).isEqualTo(second.epoch());
    assertThat(store().load(id).orElseThrow().recycle()).isEqualTo(before.recycle());
    assertThatExceptionOfType(StaleStateException.class)
        .isThrownBy(() -> store().commit(before, ended(before.recycle()), List.of()));
  }

  @Test
  default void aCommitKeepsTheClaim() {
    String id = requested().recycle().id();
    Claim claim = store().claim(id);
    StoredRecycle read = store().load(id).orElseThrow();

    assertThat(store().commit(read, ended(read.recycle()), List.of()).epoch())
        .isEqualTo(claim.epoch());
  }

  @Test
  default void whatIsNotThereIsNotThere() {
    assertThat(store().load(UNKNOWN)).isEmpty();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> store().claim(UNKNOWN));
  }

  /** An id for one test alone. */
  static String anId() {
    return UUID.randomUUID().toString();
  }

  private static Recycle ended(Recycle recycle) {
    return with(recycle, new Phase.Ended(new Outcome.Succeeded()));
  }

  private static Recycle cancelled(Recycle recycle) {
    return with(recycle, new Phase.Ended(new Outcome.Cancelled()));
  }

  private static Recycle with(Recycle recycle, Phase phase) {
    return new Recycle(
        recycle.id(), recycle.spec(), phase, recycle.plan(), recycle.capacity(), recycle.brakes());
  }
}

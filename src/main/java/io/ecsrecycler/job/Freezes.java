package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Command;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The kill switch. While everything is frozen nothing new starts and every recycle pauses; when it
 * is lifted, those go on that the freeze paused. It holds for all replicas.
 */
@Service
public class Freezes {

  private static final Logger log = LoggerFactory.getLogger(Freezes.class);

  private final FreezeSwitch freeze;
  private final RecycleCommands commands;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Freezes(
      FreezeSwitch freeze,
      RecycleCommands commands,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.freeze = freeze;
    this.commands = commands;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Since when, by whom and why everything is frozen; empty when it is not. */
  public Optional<Frozen> now() {
    return freeze.now();
  }

  /** Freezes everything; what is frozen already stays frozen as it was. */
  public Frozen freeze(String by, @Nullable String reason) {
    Frozen frozen =
        transaction.execute(_ -> {
          Optional<Frozen> already = freeze.nowAndNobodyElse().filter(it -> it.by() != null);
          return already.orElseGet(() -> freeze.freeze(by, reason));
        });
    log.warn("Everything is {}", frozen.sentence());
    apply();
    return frozen;
  }

  /** Lifts the freeze; a freeze window stays on until it is over. */
  public Optional<Frozen> lift(String by) {
    transaction.executeWithoutResult(_ -> {
      if (freeze.nowAndNobodyElse().filter(it -> it.by() != null).isPresent()) {
        freeze.lift();
        log.warn("The freeze was lifted by {}", by);
      }
    });
    apply();
    return freeze.now();
  }

  /**
   * Pauses a recycle because somebody wants this very one to be paused: it stays so beyond a freeze
   * that has paused it before.
   */
  public RecycleCommands.Result pause(UUID id) {
    RecycleCommands.Result result = commands.give(id, Command.PAUSE);
    if (result instanceof RecycleCommands.Done) {
      forget(id);
      // The freeze may have been lifted, and the recycle resumed, just before that.
      return commands.give(id, Command.PAUSE);
    }
    return result;
  }

  /** The freeze has nothing to do with that recycle any more. */
  private void forget(UUID id) {
    jdbc.sql("delete from freeze_paused where job_id = ?").param(id).update();
  }

  /**
   * Pauses what is not paused while everything is frozen, and has it go on afterwards. Safe to
   * repeat; called now and then, so that windows begin and end, and nothing slips through.
   */
  public void apply() {
    freeze.now().ifPresentOrElse(this::pauseAll, this::resumeAll);
  }

  private void pauseAll(Frozen frozen) {
    each(
        "select id from recycle_job where status in ('QUEUED', 'RUNNING')",
        id -> pause(id, frozen.sentence()));
  }

  private void pause(UUID id, String why) {
    // Noted first: whoever dies in between leaves a note too many, which does no harm.
    note(id, false);
    if (commands.give(id, Command.PAUSE, why) instanceof RecycleCommands.Done it && it.changed()) {
      confirm(id);
    } else {
      forgetUnconfirmed(id);
    }
  }

  /** Another replica may be at it at the same time; one of the two has paused it. */
  private void confirm(UUID id) {
    int known =
        jdbc.sql("update freeze_paused set confirmed = true where job_id = ?").param(id).update();
    if (known == 0) {
      note(id, true);
    }
  }

  private void forgetUnconfirmed(UUID id) {
    jdbc.sql("delete from freeze_paused where job_id = ? and confirmed = false").param(id).update();
  }

  private void note(UUID id, boolean confirmed) {
    try {
      jdbc.sql(
              """
              insert into freeze_paused (job_id, confirmed) select id, ? from recycle_job job
              where id = ? and not exists (select 1 from freeze_paused where job_id = job.id)
              """)
          .param(confirmed)
          .param(id)
          .update();
    } catch (DuplicateKeyException _) {
      log.debug("Another replica has noted {} at the same time", id);
    }
  }

  private void resumeAll() {
    each(
        "select job_id as id from freeze_paused",
        id -> {
          // Somebody may freeze everything again meanwhile; then nothing must go on.
          if (freeze.now().isEmpty()) {
            commands.give(id, Command.RESUME, "the freeze is over");
            forget(id);
          }
        });
  }

  /** One recycle that cannot be written must not keep a kill switch from the others. */
  private void each(String query, Consumer<UUID> action) {
    List<UUID> ids =
        jdbc.sql(query)
            .query((row, _) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
            .list();
    for (UUID id : ids) {
      try {
        action.accept(id);
      } catch (RuntimeException e) {
        try (var _ = LoggedRecycle.withId(id.toString())) {
          log.error("Recycle {} did not follow the freeze; tried again in a moment", id, e);
        }
      }
    }
  }
}

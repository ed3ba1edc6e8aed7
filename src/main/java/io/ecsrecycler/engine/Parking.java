package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.ecsrecycler.job.RecycleCommanded;
import io.ecsrecycler.job.StoredRecycle;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has a paused recycle give its place to others. It comes back for one look now and then, at the
 * end of its pause, and as soon as a command is given to it.
 */
@Component
class Parking {

  private final Map<String, StoredRecycle> leaving = new ConcurrentHashMap<>();
  private final ParkedLooks looks = new ParkedLooks();
  private final LastSeen seen;
  private final JdbcClient jdbc;

  /** Looked up late: the scheduler needs its tasks first. */
  private final ObjectProvider<Scheduler> scheduler;

  private final Clock clock;

  Parking(LastSeen seen, JdbcClient jdbc, ObjectProvider<Scheduler> scheduler, Clock clock) {
    this.seen = seen;
    this.jdbc = jdbc;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Whether a recycle leaves its place after the step that it has just taken. */
  boolean leaves(String id) {
    return seen.of(id)
        .filter(it -> ParkedLooks.mayLeave(it.recycle(), clock.instant()))
        .map(it -> {
          leaving.put(id, it);
          return true;
        })
        .orElse(false);
  }

  /** Puts a recycle back into the line, to be due later. */
  CompletionHandler<Void> parked(String id) {
    return (complete, operations) -> {
      StoredRecycle left = leaving.remove(id);
      Instant now = clock.instant();
      operations.reschedule(complete, left == null ? now : looks.next(left.recycle(), now));
      // A command that came before the line above found nothing in the line to wake.
      if (left != null && isCommanded(left)) {
        wake(id);
      }
    };
  }

  private boolean isCommanded(StoredRecycle left) {
    return jdbc.sql("select version from recycle_job where id = ?")
        .param(UUID.fromString(left.recycle().id()))
        .query(Long.class)
        .optional()
        .filter(it -> it != left.version())
        .isPresent();
  }

  @EventListener
  void wake(RecycleCommanded commanded) {
    wake(commanded.id());
  }

  /** Has it run as soon as there is a place; one that is due already keeps its turn. */
  private void wake(String id) {
    int woken =
        jdbc.sql(
                """
                update scheduled_tasks set execution_time = :now, version = version + 1
                where task_name = :task and task_instance = :id and picked = false
                    and execution_time > :now
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("task", EngineConfiguration.TASK)
            .param("id", id)
            .update();
    if (woken > 0) {
      scheduler.getObject().triggerCheckForDueExecutions();
    }
  }
}

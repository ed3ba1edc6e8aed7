package io.ecsrecycler.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is when more recycles wait than may run. What is under way goes first, then the
 * cluster that has the fewest under way, then the oldest: one cluster's hundreds cannot starve
 * another's one. A paused recycle takes a place for one look only, so it counts for nobody.
 *
 * <p>The queue is db-scheduler's table, which knows only due times. So whoever is picked while
 * somebody else's turn has come puts that one in front of itself and waits on.
 */
@Component
class Admission {

  private static final String UNDER_WAY =
      """
      left join (select cluster, count(*) as busy from recycle_job
                 where status = 'RUNNING' group by cluster) clusters
             on clusters.cluster = job.cluster
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Admission(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whether a recycle that was picked may run now. Where it may not, the one whose turn it is has
   * been put in front of it.
   *
   * @param due since when it has been waiting
   */
  boolean mayRun(String id, Instant due) {
    Optional<Waiting> first = firstInLine();
    if (first.isEmpty() || !first.get().goesBefore(picked(id))) {
      return true;
    }
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = ?, version = version + 1
            where task_name = ? and task_instance = ? and picked = false
            """)
        .param(at(due.minusMillis(1)))
        .param(EngineConfiguration.TASK)
        .param(first.get().id())
        .update();
    return false;
  }

  private Optional<Waiting> firstInLine() {
    return jdbc.sql(
            "select task_instance, status, busy from scheduled_tasks task join recycle_job job"
                + " on job.id = cast(task.task_instance as uuid) "
                + UNDER_WAY
                + """
                where task.task_name = ? and task.picked = false and task.execution_time <= ?
                order by case when status = 'QUEUED' then 1 else 0 end, coalesce(busy, 0),
                    execution_time
                limit 1
                """)
        .param(EngineConfiguration.TASK)
        .param(at(clock.instant()))
        .query((row, _) ->
            new Waiting(row.getString(1), "QUEUED".equals(row.getString(2)), row.getInt(3)))
        .optional();
  }

  private Waiting picked(String id) {
    return jdbc.sql(
            "select status, busy from recycle_job job "
                + UNDER_WAY
                + "where job.id = cast(? as uuid)")
        .param(id)
        .query((row, _) -> new Waiting(id, "QUEUED".equals(row.getString(1)), row.getInt(2)))
        .single();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * A recycle in the line.
   *
   * @param queued whether no engine has begun it yet
   * @param busy how many recycles its cluster has under way
   */
  private record Waiting(String id, boolean queued, int busy) {

    boolean goesBefore(Waiting other) {
      return other.queued() && (!queued || busy < other.busy());
    }
  }
}

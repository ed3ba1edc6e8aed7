package io.ecsrecycler.engine;

import io.ecsrecycler.database.JobDatabase;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An H2 file belongs to one process at a time. Whatever is leased in it when a process starts was
 * leased by a former self that is dead, so there is no lease to wait for. And whatever is due
 * later, such as by a clock that was wrong, is due now: the recycle itself knows what it waits for.
 */
@Component
class OwnOrphans {

  private static final Logger log = LoggerFactory.getLogger(OwnOrphans.class);

  private final JdbcClient jdbc;
  private final JobDatabase database;
  private final Clock clock;

  OwnOrphans(JdbcClient jdbc, JobDatabase database, Clock clock) {
    this.jdbc = jdbc;
    this.database = database;
    this.clock = clock;
  }

  @PostConstruct
  void release() {
    if (!(database instanceof JobDatabase.H2File file) || file.shared()) {
      return;
    }
    int orphans =
        jdbc.sql(
                """
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked = true
                """)
            .update();
    if (orphans > 0) {
      log.info("Going on with {} executions that the last process left behind", orphans);
    }
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = :now, version = version + 1
            where task_name = :task and execution_time > :now
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("task", EngineConfiguration.TASK)
        .update();
  }
}

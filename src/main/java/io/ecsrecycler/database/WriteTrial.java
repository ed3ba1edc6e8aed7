package io.ecsrecycler.database;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the tables that everything needs, and writes a row of its own: a full disk and a standby
 * answer every question, and a table may be locked.
 */
@Component
class WriteTrial implements DatabaseWatch.Trial {

  private final JdbcClient jdbc;
  private final Clock clock;

  WriteTrial(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (String table : new String[] {"recycle_job", "recycle_event", "scheduled_tasks"}) {
      jdbc.sql("select 1 from " + table + " limit 1").query().listOfRows();
    }
    jdbc.sql("update database_trial set at = ? where id = 1")
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}

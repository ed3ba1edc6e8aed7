package io.ecsrecycler.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the scheduler's table free of times that a wrong clock wrote. A recycle that is under way
 * is never due later than in a moment, and a process that is dead was not alive in the future:
 * without this a recycle would stand still, with its capacity raised, until the clock is there.
 */
@Component
class DueTimes implements DisposableBean {

  /** More than clocks of replicas differ, and more than anything here waits for. */
  static final Duration FAR = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(DueTimes.class);

  private final JdbcClient jdbc;
  private final Trouble trouble;
  private final Clock clock;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("due").factory());

  DueTimes(JdbcClient jdbc, Trouble trouble, Clock clock) {
    this.jdbc = jdbc;
    this.trouble = trouble;
    this.clock = clock;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    looking.scheduleWithFixedDelay(this::look, 0, FAR.toSeconds(), TimeUnit.SECONDS);
  }

  private void look() {
    try {
      correct();
    } catch (RuntimeException e) {
      trouble.tell("Due times could not be checked; they are checked again in a minute", e);
    }
  }

  /** Paused recycles may be due whenever they like; a command makes them due at once. */
  void correct() {
    Instant now = clock.instant();
    int brought =
        jdbc.sql(
                """
                update scheduled_tasks set execution_time = :now, version = version + 1
                where task_name = :task and picked = false and execution_time > :far
                and task_instance in
                  (select cast(id as varchar(100)) from recycle_job
                   where status in ('QUEUED', 'RUNNING'))
                """)
            .param("now", at(now))
            .param("far", at(now.plus(FAR)))
            .param("task", EngineConfiguration.TASK)
            .update();
    if (brought > 0) {
      log.warn("{} recycles were due far in the future, by a clock that was wrong", brought);
    }
    jdbc.sql(
            "update scheduled_tasks set last_heartbeat = :now where picked = true"
                + " and last_heartbeat > :far")
        .param("now", at(now))
        .param("far", at(now.plus(FAR)))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void destroy() {
    looking.shutdown();
  }
}

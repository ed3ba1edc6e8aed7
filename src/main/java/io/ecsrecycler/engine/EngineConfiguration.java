package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.ecsrecycler.job.Purge;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Leases are db-scheduler's, one virtual thread for each recycle that runs. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** The name of a recycle's execution in db-scheduler's table. */
  static final String TASK = "recycle";

  /** After an error that is not AWS's: the database, or a bug. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Duration PURGE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(EngineConfiguration.class);

  @Bean
  DbSchedulerCustomizer onVirtualThreads() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<ExecutorService> executorService() {
        return Optional.of(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("recycle-", 0).factory()));
      }
    };
  }

  @Bean
  CustomTask<Void> recycleTask(RecycleLoop loop, Clock clock) {
    return Tasks.custom(TASK, Void.class)
        .onFailure((complete, operations) -> {
          tell(complete);
          operations.reschedule(complete, clock.instant().plus(RETRY));
        })
        .onDeadExecutionRevive()
        .execute((instance, _) -> after(loop.run(instance.getId()), clock));
  }

  /** A database that is away is no news to anybody after the first line; a bug needs its trace. */
  private static void tell(ExecutionComplete complete) {
    String id = complete.getExecution().taskInstance.getId();
    Throwable cause = complete.getCause().orElse(null);
    if (cause instanceof DataAccessException || cause instanceof TransactionException) {
      log.warn(
          "Recycle {} waits for the database, again in {} s: {}",
          id,
          RETRY.toSeconds(),
          NestedExceptionUtils.getMostSpecificCause(cause).getMessage());
    } else {
      log.error(
          "Recycle {} was interrupted by an error; going on in {} s", id, RETRY.toSeconds(), cause);
    }
  }

  @Bean
  RecurringTask<Void> purgeTask(Purge purge) {
    return Tasks.recurring("recycle-purge", FixedDelay.of(PURGE)).execute((_, _) -> purge.run());
  }

  private static CompletionHandler<Void> after(RecycleLoop.Result result, Clock clock) {
    return switch (result) {
      case ENDED -> (complete, operations) -> operations.remove();
      case HANDED_OVER ->
          (complete, operations) -> operations.reschedule(complete, clock.instant());
      case FENCED ->
          // Whoever runs it now owns the execution, too; if nobody does, it is due again.
          (complete, operations) -> operations.reschedule(complete, clock.instant().plus(RETRY));
    };
  }
}

package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.ecsrecycler.audit.Audit;
import io.ecsrecycler.job.Purge;
import io.ecsrecycler.job.RecyclerProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leases are db-scheduler's, one virtual thread for each recycle that runs. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** The name of a recycle's execution in db-scheduler's table. */
  static final String TASK = "recycle";

  private static final Logger log = LoggerFactory.getLogger(EngineConfiguration.class);

  private static final Duration PURGE = Duration.ofHours(1);

  /** The scheduler counts no executions: as many as there are threads run at a time. */
  @Bean
  DbSchedulerCustomizer onVirtualThreads(RecyclerProperties properties) {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<ExecutorService> executorService() {
        return Optional.of(
            Executors.newFixedThreadPool(
                properties.maxRunning(), Thread.ofVirtual().name("recycle-", 0).factory()));
      }
    };
  }

  @Bean
  CustomTask<Void> recycleTask(
      RecycleLoop loop, Admission admission, Parking parking, Trouble trouble, Clock clock) {
    return Tasks.custom(TASK, Void.class)
        .onFailure((complete, operations) -> {
          trouble.tell(complete);
          LostLease.unlessLost(
              complete, () -> operations.reschedule(complete, clock.instant().plus(Trouble.RETRY)));
        })
        .onDeadExecutionRevive()
        .execute((instance, context) -> {
          Instant due = context.getExecution().getExecutionTime();
          return admission.mayRun(instance.getId(), due)
              ? after(loop.run(instance.getId()), parking.parked(instance.getId()), clock)
              : (complete, operations) -> operations.reschedule(complete, due);
        });
  }

  @Bean
  RecurringTask<Void> purgeTask(Purge purge, Audit audit, Clock clock) {
    return Tasks.recurring("recycle-purge", FixedDelay.of(PURGE))
        .onFailure((complete, operations) -> {
          log.warn("What is old is forgotten an hour later", complete.getCause().orElse(null));
          operations.reschedule(complete, clock.instant().plus(PURGE));
        })
        .execute((_, _) -> {
          purge.run();
          audit.purge();
        });
  }

  private static CompletionHandler<Void> after(
      RecycleLoop.Result result, CompletionHandler<Void> parked, Clock clock) {
    return switch (result) {
      case PARKED -> parked;
      case ENDED -> (complete, operations) -> operations.remove();
      case HANDED_OVER ->
          (complete, operations) -> operations.reschedule(complete, clock.instant());
      case FENCED ->
          // Whoever runs it now owns the execution, too.
          (_, _) -> {};
    };
  }
}

package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.ecsrecycler.job.Executions;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Enqueues recycles in db-scheduler's table, and has them picked up as soon as they are there. */
@Component
class LeasedExecutions implements Executions {

  /** Looked up late: the scheduler needs its tasks first. */
  private final ObjectProvider<Scheduler> scheduler;

  private final CustomTask<Void> recycleTask;
  private final Clock clock;

  LeasedExecutions(ObjectProvider<Scheduler> scheduler, CustomTask<Void> recycleTask, Clock clock) {
    this.scheduler = scheduler;
    this.recycleTask = recycleTask;
    this.clock = clock;
  }

  @Override
  public void enqueue(String id) {
    scheduler.getObject().schedule(recycleTask.instance(id), clock.instant());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.getObject().triggerCheckForDueExecutions();
          }
        });
  }
}

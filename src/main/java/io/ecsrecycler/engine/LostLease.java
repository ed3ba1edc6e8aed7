package io.ecsrecycler.engine;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * An execution whose lease was lost belongs to whoever took it over, and so does what becomes of
 * it. The scheduler calls that a bug, as it knows no process that was only asleep.
 */
@Component
class LostLease implements ExecutionInterceptor {

  private static final Logger log = LoggerFactory.getLogger(LostLease.class);

  @Override
  public CompletionHandler<?> execute(
      TaskInstance<?> task, ExecutionContext context, ExecutionChain chain) {
    return patient(chain.proceed(task, context));
  }

  private static <T> CompletionHandler<T> patient(CompletionHandler<T> completion) {
    return (ExecutionComplete complete, ExecutionOperations<T> operations) ->
        unlessLost(complete, () -> completion.complete(complete, operations));
  }

  /** Does that; where somebody else owns the execution by now, says so and leaves it to them. */
  static void unlessLost(ExecutionComplete complete, Runnable ending) {
    try {
      ending.run();
    } catch (ExecutionException e) {
      log.info(
          "Another process has taken {} over, and decides what becomes of it",
          complete.getExecution().taskInstance);
      log.debug("What the scheduler says", e);
    }
  }
}

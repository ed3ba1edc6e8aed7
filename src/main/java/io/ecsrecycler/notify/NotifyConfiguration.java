package io.ecsrecycler.notify;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reports are executions of their own, so that they survive a restart and never hold a recycle up.
 */
@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {

  private static final Duration RETRY = Duration.ofSeconds(30);

  @Bean
  CustomTask<Void> mailTask(MailDelivery delivery) {
    return Tasks.custom("recycle-mail", Void.class)
        .onFailure(new OnFailureRetryLater<>(RETRY))
        .onDeadExecutionRevive()
        .execute((_, context) -> delivery.deliver(context.getExecution()));
  }
}

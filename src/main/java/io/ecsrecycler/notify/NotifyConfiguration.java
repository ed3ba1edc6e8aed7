package io.ecsrecycler.notify;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Reports are executions of their own, so that they survive a restart and never hold a recycle up.
 */
@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {

  private static final Duration RETRY = Duration.ofSeconds(30);

  @Bean
  static BeanFactoryPostProcessor mailsCanBeSent(Environment environment) {
    return _ -> MailSetup.check(environment);
  }

  @Bean
  CustomTask<Void> mailTask(MailDelivery delivery) {
    return Tasks.custom("recycle-mail", Void.class)
        .onFailure(new OnFailureRetryLater<>(RETRY))
        .onDeadExecutionRevive()
        .execute((_, context) -> delivery.deliver(context.getExecution()));
  }
}

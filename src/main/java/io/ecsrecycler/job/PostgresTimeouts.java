package io.ecsrecycler.job;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * A PostgreSQL that is cut off without a word would hold a connection, and the recycle that waits
 * on it, for hours: the driver waits forever unless told otherwise. What the URL says comes first.
 */
@Component
class PostgresTimeouts implements BeanPostProcessor {

  /** Longer than any statement of ours takes; shorter than anybody wants to be in doubt. */
  private static final String ANSWER_SECONDS = "20";

  private static final String CONNECT_SECONDS = "5";

  /** Our transactions take milliseconds between their statements. */
  private static final String END_IDLE_TRANSACTIONS = "-c idle_in_transaction_session_timeout=5000";

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
      pool.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
      pool.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
      pool.addDataSourceProperty("tcpKeepAlive", "true");
      pool.addDataSourceProperty("options", END_IDLE_TRANSACTIONS);
    }
    return bean;
  }
}
